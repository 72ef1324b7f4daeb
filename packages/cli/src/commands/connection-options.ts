import { readFile } from 'node:fs/promises';
import { CONNECTION_KINDS, ENVIRONMENTS } from '@portolan/contract';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { readSecret } from '../terminal/index.ts';

type Kind = (typeof CONNECTION_KINDS)[number];
type Environment = (typeof ENVIRONMENTS)[number];

/** What a person says of a connection. */
export interface ConnectionFlags {
  kind?: Kind;
  host?: string;
  port?: number;
  database?: string;
  username?: string;
  ssl?: boolean;
  option?: Record<string, string | boolean>;
  environment?: Environment;
  tag?: string[];
  description?: string;
  passwordStdin?: true;
  tokenStdin?: true;
  privateKeyStdin?: true;
}

export function withConnectionOptions(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>', 'of database').choices(CONNECTION_KINDS))
    .option('--host <name>', 'name or address of the server')
    .option('--port <number>', 'the usual one of the kind, where it is not given', portOf)
    .option('--database <name>')
    .option('--username <name>')
    .option('--ssl', 'encrypt')
    .option('--no-ssl', 'do not')
    .option('--option <key=value>', 'of the kind: sslMode, httpPath, account, …; @file reads it from there', optionOf)
    .addOption(new Option('--environment <name>').choices(ENVIRONMENTS))
    .option('--tag <tags...>')
    .option('--description <text>')
    .option('--password-stdin', 'read the password from the standard input')
    .option('--token-stdin', 'read an access token from there')
    .option('--private-key-stdin', 'read a private key, as PEM, from there');
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number.');
}

function optionOf(text: string, found: Record<string, string | boolean> = {}): Record<string, string | boolean> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is written as key=value.');
  const value = text.slice(at + 1);
  return { ...found, [text.slice(0, at)]: value === 'true' || value === 'false' ? value === 'true' : value };
}

/** What was said, as the hub takes it; what was not said stays as it is. */
export async function toFields(io: Io, flags: ConnectionFlags) {
  return {
    host: flags.host,
    port: flags.port,
    databaseName: flags.database,
    username: flags.username,
    useSsl: flags.ssl,
    options: flags.option && (await withFiles(flags.option)),
    environment: flags.environment,
    tags: flags.tag,
    description: flags.description,
    credential: await credentialOf(io, flags),
  };
}

/** Secrets come from the standard input alone: arguments stand in histories, and in lists of processes. */
async function credentialOf(io: Io, { passwordStdin, tokenStdin, privateKeyStdin }: ConnectionFlags) {
  if ([passwordStdin, tokenStdin, privateKeyStdin].filter(Boolean).length > 1) {
    throw new Failure('The standard input holds one secret: choose one of the options that read it.');
  }
  if (passwordStdin) return { type: 'password', password: await readSecret(io, 'Password: ') } as const;
  if (tokenStdin) return { type: 'token', token: await readSecret(io, 'Token: ') } as const;
  if (privateKeyStdin) return { type: 'keyPair', privateKey: await readSecret(io, 'Private key: ') } as const;
}

async function withFiles(options: Record<string, string | boolean>): Promise<Record<string, string | boolean>> {
  const entries = Object.entries(options).map(async ([key, value]) => {
    if (typeof value !== 'string' || !value.startsWith('@')) return [key, value] as const;
    const text = await readFile(value.slice(1), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new Failure(`${value.slice(1)} cannot be read (${error.code}).`);
    });
    return [key, text] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
