import type { Client } from '@portolan/client';
import type { RefreshProgress } from '@portolan/contract';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { collect } from './collect.ts';
import { findConnection } from './find-connection.ts';
import { counted, timeOf } from './tell.ts';

interface SnapshotOptions {
  include?: string[];
  exclude?: string[];
}

export function addSnapshots(program: Command, cli: Cli): void {
  program
    .command('snapshot')
    .description('read the schema of a database anew, and keep it')
    .argument('<connection>', 'its name or id')
    .option('--include <schemas...>', 'these schemas only')
    .option('--exclude <schemas...>', 'all but these schemas')
    .action((ref: string, options: SnapshotOptions) => snapshot(cli, ref, options));
  program
    .command('snapshots')
    .description('the snapshots of a connection, newest first')
    .argument('<connection>', 'its name or id')
    .action((ref: string) => snapshots(cli, ref));
}

async function snapshot(cli: Cli, ref: string, { include, exclude }: SnapshotOptions): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const taken = await takeSnapshot(cli, hub, { id, includeSchemas: include, excludeSchemas: exclude });
  if (cli.isJson) return cli.terminal.json(taken);
  const { tables, columns, ms, warnings } = taken.snapshot;
  const size = `${counted(tables, 'table')}, ${counted(columns, 'column')}, in ${(ms / 1000).toFixed(1)} s`;
  cli.terminal.line(
    `${taken.changed ? 'Something has changed' : 'Nothing has changed'}: ${size}. ${taken.snapshot.id}`,
  );
  for (const { schema, table, path, message } of warnings) {
    cli.terminal.note(`${[schema, table, path].filter(Boolean).join('.')}: ${message}`);
  }
}

interface Refresh {
  id: string;
  includeSchemas?: string[] | undefined;
  excludeSchemas?: string[] | undefined;
}

/** Reads the database anew; whoever watches sees how far that is. */
export async function takeSnapshot({ io, terminal }: Cli, hub: Client, refresh: Refresh) {
  terminal.progress('Reading the schema');
  const onData = (news: RefreshProgress) => {
    if (news.state === 'reading')
      terminal.progress(`Reading the schema: ${news.tablesRead} of ${news.tablesTotal ?? '?'}`);
  };
  // Who has no terminal is shown no progress, and asks for none.
  const watching = io.stderr.isTTY ? hub.introspection.progress.subscribe({ id: refresh.id }, { onData }) : null;
  try {
    return await hub.introspection.refresh.mutate(refresh);
  } finally {
    watching?.unsubscribe();
  }
}

async function snapshots(cli: Cli, ref: string): Promise<void> {
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const all = await collect(cli, hub.introspection.snapshots.each({ id }));
  if (cli.isJson) return cli.terminal.json(all);
  const rows = all.map(({ id, takenAt, tables, columns, changes }) => [
    timeOf(takenAt),
    String(tables),
    String(columns),
    changes ? `+${changes.added} -${changes.removed} ~${changes.changed}` : '',
    id,
  ]);
  cli.terminal.table(['TAKEN', 'TABLES', 'COLUMNS', 'CHANGES', 'ID'], rows);
}
