import type { Client } from '@portolan/client';
import { type Access, type AccessOptions, findAccess } from './access/index.ts';
import { EXIT, type Exit } from './exit.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { createTerminal, type Terminal } from './terminal/index.ts';

/** What stands before or behind any command. */
export interface GlobalOptions extends AccessOptions {
  json?: boolean | undefined;
}

/** One call of the program, as its commands see it. */
export interface Cli {
  io: Io;
  terminal: Terminal;
  /** Whether programs read the answer. */
  readonly isJson: boolean;
  options(): GlobalOptions;
  access(): Promise<Access>;
  /** The hub, as the caller; whoever is nobody is told so before anything is asked. */
  hub(): Promise<Client>;
  /** A client of any access. The client is loaded with the first call that needs it. */
  clientOf(access: Access): Promise<Client>;
  exit: Exit;
}

export function createCli(io: Io, options: () => GlobalOptions): Cli {
  const terminal = createTerminal(io);
  return {
    io,
    terminal,
    exit: EXIT.ok,
    options,
    get isJson() {
      return options().json === true;
    },
    access: () => findAccess(io, options()),
    async hub() {
      const access = await this.access();
      if (access.apiKey || access.token) return this.clientOf(access);
      throw new Failure(
        `You are not signed in at ${access.url}: use \`portolan login\`, or set PORTOLAN_API_KEY.`,
        EXIT.refused,
        'UNAUTHORIZED',
      );
    },
    async clientOf({ url, apiKey, token, tenant }) {
      const { createClient } = await import('@portolan/client');
      return createClient({ url, apiKey, token, tenant, onWarning: (text) => terminal.note(text) });
    },
  };
}
