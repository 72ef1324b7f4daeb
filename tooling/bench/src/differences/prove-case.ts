import type { Break, Column, TableDefinition } from '@portolan/contract';
import type { AlterCase } from './alter-case.ts';

/** A session of a database with the case's schema as its own. Rows are as the usual client gives them. */
export interface Session {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Runs it and takes it back; false where it fails. */
  attempt(work: () => Promise<void>): Promise<boolean>;
  quoted(name: string): string;
  /** A column as text, by way of the type that it had. */
  asText(name: string, type: string): string;
}

interface Seen {
  /** What each query answers, null where it fails. */
  reads: (Record<string, unknown>[] | null)[];
  /** What each write leaves in each column, null where it is refused; undefined for a column that is not there. */
  writes: ((string | undefined)[] | null)[];
  /** Columns that take a null. */
  nulls: string[];
  /** The first write may be done twice. */
  twice: boolean;
}

/** Works with the table of a case before and after its change: whom the change really breaks. */
export async function proveCase(session: Session, one: AlterCase, before: TableDefinition): Promise<Break[]> {
  const queries = [...queriesOf(session, before), ...one.reads];
  const [resident] = one.writes;
  if (resident && !one.empty) await session.run(resident);
  const old = await look(session, one, before, queries);
  const refused = one.writes.find((_, at) => old.writes[at] === null);
  if (refused) throw new Error(`fails before the change: ${refused}`);
  await session.run(one.change);
  const now = await look(session, one, before, queries);
  const required = before.columns.filter(({ nullable }) => !nullable).map(({ name }) => name);
  const freshNulls = required.some((name) => now.nulls.includes(name) && !old.nulls.includes(name));
  const reads = old.reads.some((answer, at) => answer && !answers(answer, now.reads[at] ?? null));
  const writes = old.writes.some((left, at) => !keeps(left ?? null, now.writes[at] ?? null));
  const proven: Break[] = [];
  if (reads || freshNulls || (now.twice && !old.twice)) proven.push('read');
  if (writes || (old.twice && !now.twice) || old.nulls.some((name) => !now.nulls.includes(name))) proven.push('write');
  return proven;
}

function keeps(old: Seen['writes'][number], now: Seen['writes'][number]): boolean {
  return now !== null && (old ?? []).every((left, at) => now[at] === undefined || left === now[at]);
}

function queriesOf(session: Session, { columns }: TableDefinition): string[] {
  const listed = columns.map(({ name }) => session.quoted(name));
  const each = listed.map((name) => `select ${name} from t order by ${name}`);
  return [`select ${listed.join()} from t`, 'select * from t', ...each];
}

async function look(session: Session, one: AlterCase, table: TableDefinition, queries: string[]): Promise<Seen> {
  const reads: Seen['reads'] = [];
  for (const sql of queries) reads.push(await answerOf(session, sql));
  const writes: Seen['writes'] = [];
  for (const sql of one.writes) writes.push(await leftBy(session, sql, table.columns));
  const nulls: string[] = [];
  for (const { name, generated } of table.columns) {
    if (generated) continue;
    const sql = `update t set ${session.quoted(name)} = null`;
    if (await session.attempt(() => session.run(sql))) nulls.push(name);
  }
  const [first] = one.writes;
  const twice = first !== undefined && !one.empty && (await session.attempt(() => session.run(first)));
  return { reads, writes, nulls: one.empty ? [] : nulls, twice };
}

async function answerOf(session: Session, sql: string): Promise<Record<string, unknown>[] | null> {
  let answer: Record<string, unknown>[] | null = null;
  await session.attempt(async () => {
    const rows = await session.rows(sql);
    answer = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, tagged(value)])));
  });
  return answer;
}

/** Whether a reader finds all that was there; what came later is nothing to them. */
function answers(old: Record<string, unknown>[], now: Record<string, unknown>[] | null): boolean {
  const finds = (row: Record<string, unknown>, at: number) =>
    Object.keys(row).every((name) => JSON.stringify(row[name]) === JSON.stringify(now?.[at]?.[name]));
  return now?.length === old.length && old.every(finds);
}

/** What a statement leaves on an empty table, in the columns of before that it fills. */
async function leftBy(session: Session, sql: string, columns: Column[]): Promise<Seen['writes'][number]> {
  let left: Seen['writes'][number] = null;
  await session.attempt(async () => {
    await session.run('delete from t');
    await session.run(sql);
    left = [];
    for (const column of columns) left.push(await kept(session, column));
  });
  return left;
}

/** A value that its old type can still hold is no loss, whatever it looks like now. */
async function kept(session: Session, { name, nativeType, generated }: Column): Promise<string | undefined> {
  if (generated) return undefined;
  let text: string | undefined;
  await session.attempt(async () => {
    const sql = `select ${session.asText(name, nativeType)} as v from t`;
    text = JSON.stringify((await session.rows(sql)).map(({ v }) => plain(v)));
  });
  return text;
}

/** Decimals without zeros at the end, texts without what they are filled up with. */
const plain = (value: unknown) =>
  typeof value === 'string'
    ? value
        .replace(/^(-?\d+)(\.\d*?)0*$/, '$1$2')
        .replace(/\.$/, '')
        .replace(/[ \0]+$/, '')
    : value;

/** A value with its class, so that a number is not taken for its text. */
function tagged(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return ['Date', Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString()];
  if (Buffer.isBuffer(value)) return ['Buffer', value.toString('hex')];
  if (Array.isArray(value)) return ['array', value.map(tagged)];
  if (typeof value === 'object') return ['object', JSON.stringify(value)];
  return [typeof value, String(value)];
}
