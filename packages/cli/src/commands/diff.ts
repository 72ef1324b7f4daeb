import type { Client } from '@portolan/client';
import type { Break, SnapshotDiff } from '@portolan/contract';
import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { green, type Piece, red, yellow } from '../terminal/index.ts';
import { findConnection } from './find-connection.ts';
import { takeSnapshot } from './snapshots.ts';

interface DiffOptions {
  refresh?: true;
  from?: string;
  to?: string;
  breaking?: true;
}

export function addDiff(program: Command, cli: Cli): void {
  program
    .command('diff')
    .description('what differs between two snapshots; ends with 1 where something does')
    .argument('<connection>', 'its name or id: its last two snapshots')
    .argument('[other]', 'another connection: the latest snapshots of both')
    .option('--refresh', 'read the database now, and compare with what was known of it')
    .option('--from <snapshot>', 'the earlier state, by id')
    .option('--to <snapshot>', 'the later state, by id')
    .option('--breaking', 'only what may break somebody; ends with 1 where something does')
    .action((ref: string, other: string | undefined, options: DiffOptions) => diff(cli, [ref, other], options));
}

async function diff(cli: Cli, [ref, other]: [string, string | undefined], options: DiffOptions): Promise<void> {
  const { terminal } = cli;
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const pair = other ? await pairOfTwo(cli, hub, [id, other], options) : await pairOfOne(cli, hub, id, options);
  const found = await hub.introspection.diff.query(pair);
  const lines = linesOf(found, options.breaking === true);
  if (lines.length > 0) cli.exit = EXIT.no;
  if (cli.isJson) return terminal.json(found);
  for (const line of lines) terminal.line(...line);
  if (lines.length === 0) terminal.line(options.breaking ? 'Nothing breaks.' : 'Nothing differs.');
}

async function pairOfOne(cli: Cli, hub: Client, id: string, { refresh, from, to }: DiffOptions) {
  const known = (await hub.introspection.snapshots.query({ id, limit: 2 })).items.map((each) => each.id);
  if (!refresh) return bothOf(from ?? known[1], to ?? known[0]);
  const before = from ?? known[0];
  const { snapshot } = await takeSnapshot(cli, hub, { id });
  return bothOf(before, snapshot.id);
}

async function pairOfTwo(cli: Cli, hub: Client, [one, other]: [string, string], { refresh, from, to }: DiffOptions) {
  const latest = async (id: string) => {
    if (refresh) return (await takeSnapshot(cli, hub, { id })).snapshot.id;
    return (await hub.introspection.snapshots.query({ id, limit: 1 })).items[0]?.id;
  };
  return bothOf(from ?? (await latest(one)), to ?? (await latest((await findConnection(hub, other)).id)));
}

function bothOf(a: string | undefined, b: string | undefined): { a: string; b: string } {
  if (a && b) return { a, b };
  throw new Failure(
    'There are no two snapshots to compare: take one with `portolan snapshot CONNECTION`.',
    EXIT.refused,
  );
}

const SIGNS = {
  added: green('+ '),
  removed: red('- '),
  changed: yellow('~ '),
  renamed: yellow('~ '),
} as const satisfies Record<string, Piece>;

/** A line for each difference: what, where, and whom it may break. */
function linesOf({ database, added, removed, changed }: SnapshotDiff, onlyBreaking: boolean): Piece[][] {
  type Difference = { kind: keyof typeof SIGNS; place: string; reason: string; breaks: Break[]; breaking: boolean };
  const whole = (kind: 'added' | 'removed') => (one: SnapshotDiff['added'][number]) => ({
    ...one,
    kind,
    place: `${one.schema}.${one.table}`,
    reason: `${one.type} ${kind}`,
  });
  const all: Difference[] = [
    ...database.map((change) => ({ ...change, place: change.path.join('.') })),
    ...removed.map(whole('removed')),
    ...added.map(whole('added')),
    ...changed.flatMap(({ schema, table, changes }) =>
      changes.map((change) => ({ ...change, place: [schema, table, ...change.path].join('.') })),
    ),
  ];
  return all
    .filter(({ breaking }) => breaking || !onlyBreaking)
    .map(({ kind, place, reason, breaks }) => [
      SIGNS[kind],
      `${place}: ${reason}`,
      breaks.length > 0 ? red(` (breaks who ${breaks.map((who) => `${who}s`).join(' and ')})`) : '',
    ]);
}
