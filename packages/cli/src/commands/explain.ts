import type { Client } from '@portolan/client';
import type { Permission } from '@portolan/contract';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { green, red } from '../terminal/index.ts';

export function addExplain(program: Command, cli: Cli): void {
  program
    .command('explain')
    .description('why you, or somebody, may do something or not, and who can mend it; ends with 1 for not')
    .argument('<permission>', 'as in connections:read')
    .option('--user <person>', 'about somebody else, by e-mail address or id')
    .action((permission: string, { user }: { user?: string }) => explain(cli, permission, user));
}

async function explain(cli: Cli, permission: string, user: string | undefined): Promise<void> {
  const { terminal } = cli;
  const hub = await cli.hub();
  const userId = user?.includes('@') ? await idOf(hub, user) : user;
  // The hub knows which there are.
  const found = await hub.iam.explain.query({ permission: permission as Permission, userId });
  if (!found.allowed) cli.exit = EXIT.no;
  if (cli.isJson) return terminal.json(found);
  terminal.line(found.allowed ? green('Yes. ') : red('No. '), `${found.reason.replace(/\.$/, '')}.`);
  if (found.allowed) return;
  const roles = found.grantedBy.map(({ name }) => name).join(', ');
  const people = found.grantors.map(({ email }) => email).join(', ');
  if (roles) terminal.line(`Roles that grant it: ${roles}.`);
  if (people) terminal.line(`Who can mend it: ${people}.`);
}

async function idOf(hub: Client, email: string): Promise<string> {
  for await (const person of hub.users.list.each({ search: email })) {
    if (person.email.toLowerCase() === email.toLowerCase()) return person.id;
  }
  throw new Failure(`${email} is no member of this tenant.`, EXIT.refused, 'NOT_FOUND');
}
