import type { Command } from 'commander';
import { type Access, forget, keep, originOf, readKept } from '../access/index.ts';
import type { Cli } from '../cli.ts';
import { Failure } from '../failure.ts';
import { readLine, readSecret } from '../terminal/index.ts';

interface LoginOptions {
  email?: string;
  apiKey?: true;
}

export function addLogin(program: Command, cli: Cli): void {
  program
    .command('login')
    .description('sign in, and keep that for the next commands')
    .option('--email <address>', 'as whom; asked for where it is not given')
    .option('--api-key', 'keep an API key in place of a session')
    .addHelpText(
      'after',
      '\nThe password, or the key, is asked for,\nor read from a standard input that is no terminal.',
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
  const url = originOf(given.url || io.env.PORTOLAN_URL || (await readKept(io)).url);
  const access = options.apiKey ? await withKey(cli, url) : await withPassword(cli, url, options.email);
  const hub = await cli.clientOf(access);
  const me = await hub.auth.me.query();
  const tenant = given.tenant || io.env.PORTOLAN_TENANT || (access.apiKey ? undefined : await soleTenant(cli, access));
  await keep(io, { ...access, email: me.email, tenant });
  if (cli.isJson) return terminal.json({ url, email: me.email, tenant: tenant ?? null });
  terminal.line(`Signed in at ${url} as ${me.email}${tenant ? `, in ${tenant}` : ''}.`);
  if (!tenant && !access.apiKey)
    terminal.note('Choose where to work: `portolan tenants`, `portolan tenants use NAME`.');
}

async function withKey(cli: Cli, url: string): Promise<Access> {
  return { url, apiKey: (await readSecret(cli.io, 'API key: ')).trim() };
}

async function withPassword(cli: Cli, url: string, email: string | undefined): Promise<Access> {
  if (!email && !cli.io.stdin.isTTY) throw new Failure('Say as whom with --email: nobody is there to be asked.');
  const username = email || (await readLine(cli.io, 'E-mail address: '));
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
  if (kept.url && kept.token) {
    const hub = await cli.clientOf({ url: kept.url, token: kept.token });
    await hub.auth.logout
      .mutate()
      .catch(() => terminal.note('The hub was not told: the session ends there by itself.'));
  }
  await forget(io);
  if (cli.isJson) return terminal.json({ url: kept.url ?? null });
  terminal.line(kept.url ? `Signed out of ${kept.url}.` : 'You were not signed in.');
  if (io.env.PORTOLAN_API_KEY) terminal.note('PORTOLAN_API_KEY is still set.');
}
