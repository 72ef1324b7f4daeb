import { type Command, InvalidArgumentError } from 'commander';
import type { Cli } from '../cli.ts';
import { collect } from './collect.ts';
import { findConnection } from './find-connection.ts';

interface SearchOptions {
  connection?: string;
  limit: number;
}

/** How many, of an option: a whole number from 1 on. */
export function countOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number from 1 on.');
}

export function addSearch(program: Command, cli: Cli): void {
  program
    .command('search')
    .description('columns of all connections by a part of their name, their table or their comment')
    .argument('<text>')
    .option('--connection <connection>', 'in one connection')
    .option('--limit <count>', 'no more than these', countOf, 100)
    .action((text: string, options: SearchOptions) => search(cli, text, options));
}

async function search(cli: Cli, text: string, { connection, limit }: SearchOptions): Promise<void> {
  const hub = await cli.hub();
  const connectionId = connection && (await findConnection(hub, connection)).id;
  const found = hub.introspection.search.each({ query: text, connectionId: connectionId || undefined });
  const hits = await collect(cli, found, limit);
  if (cli.isJson) return cli.terminal.json(hits);
  const rows = hits.map((hit) => [
    hit.connectionName,
    `${hit.schema}.${hit.table}`,
    hit.column,
    hit.nativeType,
    hit.comment ?? '',
  ]);
  cli.terminal.table(['CONNECTION', 'TABLE', 'COLUMN', 'TYPE', 'COMMENT'], rows);
}
