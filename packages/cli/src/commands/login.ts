import type { Command } from 'commander';
import { type Access, forget, type KeptAccess, keep, originOf, readKept } from '../access/index.ts';
import type { Cli } from '../cli.ts';
import { Failure } from '../failure.ts';
import { readSecret } from '../terminal/index.ts';
import { withHandOver } from './hand-over.ts';

interface LoginOptions {
  email?: string;
  apiKey?: true;
  browser: boolean;
}

export function addLogin(program: Command, cli: Cli): void {
  program
    .command('login')
    .description('sign in, and keep that for the next commands')
    .option('--email <address>', 'by a password, as whom')
    .option('--api-key', 'keep an API key in place of a session')
    .option('--no-browser', 'start no browser here')
    .addHelpText(
      'after',
      '\nShows a code, for you to approve in a browser where you are signed in.\nThe password of --email, or the key, is asked for,\nor read from a standard input that is no terminal.',
    )
    .action((options: LoginOptions) => login(cli, options));
  program
    .command('logout')
    .description('end the session, and forget it')
    .action(() => logout(cli));
}

async function login(cli: Cli, options: LoginOptions): Promise<void> {
  const { io, terminal } = cli;
  const given = cli.options();
  const before = await readKept(io);
  const url = originOf(given.url || io.env.PORTOLAN_URL || before.url);
  const access = await signIn(cli, url, options);
  const hub = await cli.clientOf(access);
  const me = await hub.auth.me.query();
  const named = given.tenant || io.env.PORTOLAN_TENANT || access.tenant;
  const tenant = named || (access.apiKey ? undefined : await soleTenant(cli, access));
  await keep(io, { ...access, email: me.email, tenant });
  // Nothing here knows the session any more that this one takes the place of.
  if (before.url === url) await endSession(cli, before).catch(() => {});
  if (cli.isJson) return terminal.json({ url, email: me.email, tenant: tenant ?? null });
  terminal.line(`Signed in at ${url} as ${me.email}${tenant ? `, in ${tenant}` : ''}.`);
  if (!tenant && !access.apiKey)
    terminal.note('Choose where to work: `portolan tenants`, `portolan tenants use NAME`.');
}

function signIn(cli: Cli, url: string, { apiKey, email, browser }: LoginOptions): Promise<Access> {
  if (apiKey) return withKey(cli, url);
  if (email) return withPassword(cli, url, email);
  if (cli.io.stdin.isTTY || !browser) return withHandOver(cli, url, browser);
  throw new Failure(
    'Nobody is here to open a browser: set PORTOLAN_API_KEY, or use --email with the password on the standard input, or --no-browser to approve it elsewhere.',
  );
}

async function withKey(cli: Cli, url: string): Promise<Access> {
  return { url, apiKey: (await readSecret(cli.io, 'API key: ')).trim() };
}

async function withPassword(cli: Cli, url: string, username: string): Promise<Access> {
  const password = await readSecret(cli.io, 'Password: ');
  const { accessToken } = await (await cli.clientOf({ url })).auth.token.mutate({ username, password });
  return { url, token: accessToken };
}

async function soleTenant(cli: Cli, access: Access): Promise<string | undefined> {
  const { items, total } = await (await cli.clientOf(access)).tenants.mine.query({ limit: 1 });
  return total === 1 ? items[0]?.slug : undefined;
}

/** What is kept here goes even where the hub cannot be told: its session ends by itself. */
async function logout(cli: Cli): Promise<void> {
  const { io, terminal } = cli;
  const kept = await readKept(io);
  await endSession(cli, kept).catch(() => terminal.note('The hub was not told: the session ends there by itself.'));
  await forget(io);
  if (cli.isJson) return terminal.json({ url: kept.url ?? null });
  terminal.line(kept.url ? `Signed out of ${kept.url}.` : 'You were not signed in.');
  if (io.env.PORTOLAN_API_KEY) terminal.note('PORTOLAN_API_KEY is still set.');
}

async function endSession(cli: Cli, { url, token }: KeptAccess): Promise<void> {
  if (url && token) await (await cli.clientOf({ url, token })).auth.logout.mutate();
}
