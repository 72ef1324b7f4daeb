import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { collect } from './collect.ts';
import { findConnection } from './find-connection.ts';
import { timeOf } from './tell.ts';

interface TablesOptions {
  schema?: string;
  search?: string;
  views?: true;
}

export function addTables(program: Command, cli: Cli): void {
  program
    .command('tables')
    .description('the tables of a database')
    .argument('<connection>', 'its name or id')
    .option('--schema <name>', 'of one schema')
    .option('--search <text>', 'with this in their names')
    .option('--views', 'and its views')
    .action((ref: string, options: TablesOptions) => tables(cli, ref, options));
  program
    .command('columns')
    .description('the columns of a table')
    .argument('<connection>', 'its name or id')
    .argument('<table>', 'its name')
    .option('--schema <name>', 'where it is, if not in the usual schema')
    .action((ref: string, table: string, { schema }: { schema?: string }) => columns(cli, ref, { table, schema }));
}

async function tables(cli: Cli, ref: string, { schema, search, views }: TablesOptions): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const all = await collect(cli, hub.introspection.tables.each({ id, schema, search, includeViews: views }));
  if (cli.isJson) return cli.terminal.json(all);
  const rows = all.map(({ schema, name, kind, rowEstimate, sizeBytes, comment }) => [
    schema,
    name,
    kind,
    rowEstimate === null ? '' : `~${Math.round(rowEstimate)}`,
    sizeBytes === null ? '' : sizeText(sizeBytes),
    comment ?? '',
  ]);
  cli.terminal.table(['SCHEMA', 'TABLE', 'KIND', 'ROWS', 'SIZE', 'COMMENT'], rows);
}

async function columns(cli: Cli, ref: string, place: { table: string; schema: string | undefined }): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const answer = await hub.introspection.fields.query({ id, ...place });
  if (cli.isJson) return cli.terminal.json(answer);
  const rows = answer.items.map((field) => [
    field.name,
    field.nativeType,
    field.nullable ? 'null' : 'not null',
    [field.primaryKey ? 'primary' : '', field.references ? `→ ${field.references.table}` : '']
      .filter(Boolean)
      .join(', '),
    field.default ?? '',
    field.comment ?? '',
  ]);
  cli.terminal.table(['COLUMN', 'TYPE', 'NULL', 'KEY', 'DEFAULT', 'COMMENT'], rows);
  if (answer.snapshot) cli.terminal.note(`As of ${timeOf(answer.snapshot.takenAt)}.`);
}

function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024))));
  return `${Math.round(bytes / 1024 ** power)} ${units[power]}`;
}
