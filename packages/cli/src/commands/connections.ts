import type { Connection, ListConnectionsInput } from '@portolan/contract';
import { CONNECTION_KINDS, CONNECTION_STATUSES, ENVIRONMENTS, HEALTH_STATUSES } from '@portolan/contract';
import { type Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { green, type Piece, red, yellow } from '../terminal/index.ts';
import { addChanges } from './change-connections.ts';
import { collect } from './collect.ts';
import { findConnection } from './find-connection.ts';
import { tell, timeOf } from './tell.ts';
import { addTest } from './test-connection.ts';

type Filter = Pick<ListConnectionsInput, 'search' | 'status' | 'environment' | 'tag' | 'health'> & {
  kind?: ListConnectionsInput['dbType'];
};

export function addConnections(program: Command, cli: Cli): void {
  const connections = program
    .command('connections')
    .description('list, show, create, edit, test and delete connections');
  connections
    .command('list', { isDefault: true })
    .description('list them (also without `list`)')
    .option('--search <text>', 'with this in their name, host or description')
    .addOption(new Option('--kind <kind>', 'of database').choices(CONNECTION_KINDS))
    .addOption(new Option('--status <status>', 'of the last test').choices(CONNECTION_STATUSES))
    .addOption(new Option('--health <health>', 'as the checks find it').choices(HEALTH_STATUSES))
    .addOption(new Option('--environment <name>').choices(ENVIRONMENTS))
    .option('--tag <tags...>', 'with all of these')
    .action((filter: Filter) => list(cli, filter));
  connections
    .command('get')
    .description('show one')
    .argument('<connection>', 'its name or id')
    .action((ref: string) => get(cli, ref));
  addChanges(connections, cli);
  addTest(connections, cli);
}

async function list(cli: Cli, { kind, ...filter }: Filter): Promise<void> {
  const all = await collect(cli, (await cli.hub()).connections.list.each({ ...filter, dbType: kind }));
  if (cli.isJson) return cli.terminal.json(all);
  const rows = all.map((one) => [
    one.name,
    one.dbType,
    placeOf(one),
    one.environment,
    healthOf(one),
    testOf(one),
    one.id,
  ]);
  cli.terminal.table(['NAME', 'KIND', 'WHERE', 'ENVIRONMENT', 'HEALTH', 'LAST TEST', 'ID'], rows);
}

async function get(cli: Cli, ref: string): Promise<void> {
  const hub = await cli.hub();
  const one = await hub.connections.get.query(await findConnection(hub, ref));
  if (cli.isJson) return cli.terminal.json(one);
  tell(cli, [
    ['Name', one.name],
    ['Id', one.id],
    ['Kind', one.dbType],
    ['Where', placeOf(one)],
    ['Username', one.username],
    ['Credential', one.credentialState],
    ['Encrypted', one.useSsl ? 'yes' : 'no'],
    ['Environment', one.environment],
    ['Tags', one.tags.join(', ') || null],
    ['Description', one.description],
    ['Health', healthOf(one)],
    ['Last test', testOf(one)],
    ['Said', one.lastTestMessage],
    ['Changed', timeOf(one.updatedAt)],
  ]);
}

const placeOf = ({ host, port, databaseName }: Connection) =>
  `${host.includes(':') ? `[${host}]` : host}:${port}${databaseName ? `/${databaseName}` : ''}`;

function healthOf({ health: { status } }: Connection): Piece {
  if (status === 'healthy') return green(status);
  if (status === 'unknown') return status;
  return status === 'degraded' ? yellow(status) : red(status);
}

function testOf({ lastTestResult, lastTestedAt }: Connection): Piece {
  if (lastTestResult === null) return 'never';
  return lastTestResult ? green(`works ${timeOf(lastTestedAt)}`) : red(`failed ${timeOf(lastTestedAt)}`);
}
