import type { ConnectionKind, TableDefinition } from '@portolan/contract';
import { type Dialect, diffTables, draftMigration } from '@portolan/core';
import type { AlterCase } from './alter-case.ts';

export type Tables = Map<string, TableDefinition>;

/** A server where each case has a schema of its own. */
export interface DraftServer {
  kind: ConnectionKind;
  dialect: Dialect;
  /** Makes the schema, or makes it anew, and stands in it. */
  enter(schema: string, how: 'fresh' | 'as it is'): Promise<void>;
  run(sql: string): Promise<void>;
  /** By schema, then by table. */
  read(schemas: readonly string[]): Promise<Map<string, Tables>>;
}

export interface Judged {
  what: string;
  draft: string;
  /** Why the draft could not be run, if it could not. */
  failure: string | null;
  /** The draft says that it leaves something out. */
  partly: boolean;
  /** What still differs from where it was to lead. */
  left: unknown[];
}

const schemaOf = (at: number) => `c${String(at).padStart(3, '0')}`;

/** Makes each case as it is after its change, and runs a draft that makes all of it where there is nothing. */
export async function proveCreation(server: DraftServer, cases: readonly AlterCase[]): Promise<Judged[]> {
  const schemas = cases.map((_, at) => schemaOf(at));
  for (const [at, one] of cases.entries()) {
    await server.enter(schemaOf(at), 'fresh');
    await server.run(one.before);
    await server.run(one.change);
  }
  const wanted = await server.read(schemas);
  for (const schema of schemas) await server.enter(schema, 'fresh');
  return leadAll(server, cases, { before: new Map(), after: wanted });
}

/** Makes each case, reads it before and after its change, and runs the draft on a fresh one: it must lead to the same. */
export async function proveDrafts(server: DraftServer, cases: readonly AlterCase[]): Promise<Judged[]> {
  const { enter, run } = server;
  const schemas = cases.map((_, at) => schemaOf(at));
  const each = async (how: 'fresh' | 'as it is', work: (one: AlterCase) => string) => {
    for (const [at, one] of cases.entries()) {
      await enter(schemaOf(at), how);
      await run(work(one));
    }
  };
  await each('fresh', ({ before }) => before);
  const before = await server.read(schemas);
  await each('as it is', ({ change }) => change);
  const after = await server.read(schemas);
  await each('fresh', (one) => one.before);
  return leadAll(server, cases, { before, after });
}

/** Runs the draft of each case where it begins, and holds what came of it against where it was to lead. */
async function leadAll(
  server: DraftServer,
  cases: readonly AlterCase[],
  { before, after }: Record<'before' | 'after', Map<string, Tables>>,
): Promise<Judged[]> {
  const { enter, run } = server;
  const schemas = cases.map((_, at) => schemaOf(at));
  const drafts: { draft: string; failure: string | null }[] = [];
  for (const schema of schemas) {
    await enter(schema, 'as it is');
    const draft = draftOf(server.dialect, tablesIn(before, schema), tablesIn(after, schema));
    const failure = await run(draft).then(
      () => null,
      (error: Error) => error.message,
    );
    drafts.push({ draft, failure });
  }
  const led = await server.read(schemas);
  return cases.map(({ what }, at) => {
    const { draft = '', failure = null } = drafts[at] ?? {};
    const left = leftBetween(tablesIn(led, schemaOf(at)), tablesIn(after, schemaOf(at)), server.kind);
    return { what, draft, failure, partly: draft.includes('-- Not covered'), left };
  });
}

const tablesIn = (all: Map<string, Tables>, schema: string): Tables => all.get(schema) ?? new Map();

function draftOf(dialect: Dialect, before: Tables, after: Tables): string {
  const added = [...after.values()].filter(({ name }) => !before.has(name));
  const removed = [...before.values()].filter(({ name }) => !after.has(name));
  const changed = [...after.values()].flatMap((now) => {
    const old = before.get(now.name);
    return old ? [{ before: old, after: now }] : [];
  });
  return draftMigration({ schemas: { added: [], removed: [] }, added, removed, changed }, dialect, 'A proof');
}

function leftBetween(a: Tables, b: Tables, kind: ConnectionKind): unknown[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((name): unknown[] => {
    const [was, is] = [a.get(name), b.get(name)];
    return was && is ? diffTables(was, is, kind) : [`${name} is ${is ? 'missing' : 'too many'}`];
  });
}
