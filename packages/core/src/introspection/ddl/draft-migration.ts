import type { TableDefinition } from '@portolan/contract';
import type { Dialect, TablePair } from './dialect.ts';
import { type Line, note, printed } from './line.ts';
import { partNamed } from './same-facts.ts';

/** What a draft leads away from, and what it leads to: only what differs. */
export interface Difference {
  schemas: { added: readonly string[]; removed: readonly string[] };
  added: readonly TableDefinition[];
  removed: readonly TableDefinition[];
  changed: readonly TablePair[];
}

/**
 * The statements that lead from one state to the other, in an order that works: what points elsewhere goes first and
 * comes last. What the draft does not do stands in it as a comment.
 */
export function draftMigration(difference: Difference, dialect: Dialect, title: string): string {
  const lines = statements(difference, dialect);
  const head = [
    note(title),
    note(
      `A draft for ${dialect.name}: read it, try it on a copy, and keep a backup. A column of another name is dropped`,
    ),
    note('and made anew, with what is in it. What the draft does not do begins with "Not covered".'),
  ];
  if (lines.every(({ kind }) => kind === 'note')) {
    const nothing = lines.length === 0 ? [note('There is nothing to do.')] : [];
    return `${printed([...head, ...nothing, ...lines])}\n`;
  }
  const { begin, end } = dialect.frame;
  return `${[printed(head), '', ...begin, printed(lines), ...end].join('\n')}\n`;
}

export function statements({ schemas, added, removed, changed }: Difference, dialect: Dialect): Line[] {
  const keys = changed.map((pair) => ({
    ...pair,
    keys: partNamed(pair.before.foreignKeys, pair.after.foreignKeys),
  }));
  const tables = removed.filter(isTable);
  return [
    ...schemas.added.map((name) => dialect.createSchema(name)),
    ...dialect.types(
      [...removed, ...changed.map(({ before }) => before)],
      [...added, ...changed.map(({ after }) => after)],
    ),
    // One that only has another name is made anew too: few servers can rename it.
    ...keys.flatMap(({ before, keys: { removed: gone, renamed } }) =>
      [...gone, ...renamed.map((one) => one.before)].flatMap((key) => dialect.dropForeignKey(before, key)),
    ),
    ...tables.flatMap((table) => table.foreignKeys.flatMap((key) => dialect.dropForeignKey(table, key))),
    ...removed.filter((table) => !isTable(table)).flatMap((table) => dialect.dropTable(table)),
    ...tables.flatMap((table) => dialect.dropTable(table)),
    ...added.flatMap((table) => dialect.createTable(table)),
    ...changed.flatMap((pair) => dialect.alterTable(pair)),
    ...added.flatMap((table) => table.foreignKeys.flatMap((key) => dialect.addForeignKey(table, key))),
    ...keys.flatMap(({ after, keys: { added: come, renamed } }) =>
      [...come, ...renamed.map((one) => one.after)].flatMap((key) => dialect.addForeignKey(after, key)),
    ),
    ...schemas.removed.map((name) => dialect.dropSchema(name)),
  ];
}

const isTable = ({ type }: TableDefinition) => type === 'table';
