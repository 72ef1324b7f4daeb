import type { Change, Snapshot, SnapshotDiff } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { changeValue } from './change-value.ts';
import { changeWords, countBreaking, diffTables } from './diff-lines.ts';
import { diffMarkdown } from './diff-markdown.ts';
import { withPrevious } from './previous-snapshots.ts';

const snapshot = (id: string): Snapshot => ({
  id,
  connectionId: 'c',
  contentHash: id,
  tables: 1,
  columns: 1,
  takenAt: '2026-05-10T12:00:00.000Z',
  takenByUserId: null,
  ms: 1,
  scope: null,
  login: null,
  warnings: [],
});
const change = (path: string[], breaks: Change['breaks']): Change => ({
  path,
  kind: 'changed',
  before: 'a',
  after: 'b',
  reason: 'another type',
  breaks,
  breaking: breaks.length > 0,
});
const columns = [{ name: 'id', nativeType: 'int', type: 'integer', nullable: false } as const];
const diff: SnapshotDiff = {
  a: snapshot('1'),
  b: snapshot('2'),
  breaking: true,
  breaks: ['read', 'write'],
  database: [],
  added: [{ schema: 'shop', table: 'zebras', type: 'table', columns: [...columns], breaking: false, breaks: [] }],
  removed: [
    {
      schema: 'shop',
      table: 'apples',
      type: 'table',
      columns: [...columns],
      breaking: true,
      breaks: ['read', 'write'],
    },
  ],
  changed: [
    {
      schema: 'shop',
      table: 'orders',
      breaking: true,
      breaks: ['read'],
      changes: [change(['columns', 'total', 'nativeType'], ['read']), change(['comment'], [])],
    },
    { schema: 'archive', table: 'old', breaking: false, breaks: [], changes: [change(['kind'], [])] },
  ],
};

it('is told as Markdown, with whatever stands in names kept inside of its fence', () => {
  const odd = change(['columns', 'odd``name\n# title', 'nativeType'], ['read']);
  const changed = [{ schema: 'shop', table: 'pears', changes: [odd], breaks: odd.breaks, breaking: true }];
  expect(diffMarkdown({ ...diff, removed: [], changed }, (iso) => iso.slice(0, 10)).split('\n')).toEqual([
    '# Differences from 2026-05-10 to 2026-05-10',
    '',
    'Tables: 1 added, 0 removed, 1 changed.',
    '',
    '## ~ `shop.pears` changed, **breaks readers**',
    '',
    '- ~ Column ``` odd``name # title ``` type: `a` → `b` (another type, **breaks readers**)',
    '',
    '## + `shop.zebras` added',
    '',
    '- + `id` `int` not null',
    '',
  ]);
});

describe('diffTables', () => {
  it('orders all tables by name', () => {
    expect(diffTables(diff, false).map(({ schema, table, kind }) => `${schema}.${table} ${kind}`)).toEqual([
      'archive.old changed',
      'shop.apples removed',
      'shop.orders changed',
      'shop.zebras added',
    ]);
  });

  it('leaves only what breaks, inside the tables too', () => {
    const tables = diffTables(diff, true);
    expect(tables.map(({ table }) => table)).toEqual(['apples', 'orders']);
    expect(tables[1]?.changes.map(({ path }) => path)).toEqual([['columns', 'total', 'nativeType']]);
  });

  it('counts each thing that breaks', () => {
    expect(countBreaking(diff)).toBe(2);
  });
});

describe('a change in words', () => {
  it.each([
    [['columns', 'email'], { what: 'Column', name: 'email', aspect: '' }],
    [['columns', 'email', 'nativeType'], { what: 'Column', name: 'email', aspect: 'type' }],
    [['columns', 'e.mail', 'nullable'], { what: 'Column', name: 'e.mail', aspect: 'null' }],
    [['foreignKeys', 'to_orders', 'onDelete'], { what: 'Foreign key', name: 'to_orders', aspect: 'on delete' }],
    [
      ['indexes', 'by.comment', 'keys', 'a', 'descending'],
      { what: 'Index', name: 'by.comment', aspect: 'keys a descending' },
    ],
    [['indexes', 'i', 'keys', 'nullable', 'nulls'], { what: 'Index', name: 'i', aspect: 'keys nullable nulls' }],
    [
      ['columns', 'c', 'domains', 'type', 'name', 'nullable'],
      { what: 'Column', name: 'c', aspect: 'domains type name null' },
    ],
    [['primaryKey', 'columns'], { what: 'Primary key', name: '', aspect: 'columns' }],
    [['rowSecurity'], { what: 'Row security', name: '', aspect: '' }],
  ])('%s', (path, words) => {
    expect(changeWords({ path })).toEqual(words);
  });

  it('shows values as the table view does', () => {
    const shown = (path: string[], value: Change['before']) => changeValue({ path }, value);
    expect(shown(['columns', 'a', 'nullable'], false)).toBe('not null');
    expect(shown(['columns', 'a', 'nullable'], true)).toBe('null');
    expect(shown(['columns', 'a', 'invisible'], true)).toBe('yes');
    expect(shown(['columns', 'a', 'default'], 'true')).toBe('true');
    expect(shown(['columns', 'a', 'default'], null)).toBe('none');
    expect(shown(['columns', 'a', 'length'], 20)).toBe('20');
    expect(shown(['columns', 'a', 'labels'], ['a', 'b'])).toBe('a, b');
    expect(shown(['columns', 'a'], { name: 'a', nativeType: 'text' })).toBe('text');
    expect(shown(['primaryKey'], { name: 'k', columns: ['a', 'b'] })).toBe('(a, b)');
    expect(shown(['checks', 'c'], { name: 'c', expression: 'a > 0' })).toBe('a > 0');
  });

  it('tells a part by all that matters of it, and never two names for one', () => {
    const shown = (value: Change['before']) => changeValue({ path: ['x', 'y'] }, value);
    expect(shown(['a, b', 'c'])).toBe('"a, b", c');
    const column = { name: 'a', nativeType: 'integer', nullable: false, default: '0', generated: null };
    expect(shown(column)).toBe('integer not null default 0');
    expect(shown({ ...column, nullable: true, default: 'b + 1', generated: 'stored' })).toBe('integer as b + 1');
    const references = { schema: 'shop', table: 'orders', columns: ['id'] };
    expect(shown({ name: 'f', columns: ['a'], references })).toBe('(a) → shop.orders (id)');
    const index = { name: 'i', columns: ['a'], unique: true, predicate: 'a > 0' };
    expect(shown(index)).toBe('unique (a) where a > 0');
  });
});

describe('withPrevious', () => {
  const previous = (...args: Parameters<typeof withPrevious>) =>
    withPrevious(...args).map(({ previous: one }) => (one ? one.id : one));

  it('pairs each snapshot with the one before it', () => {
    expect(previous([snapshot('3'), snapshot('2'), snapshot('1')], false, undefined)).toEqual(['2', '1', null]);
  });

  it('takes the one before the last of a page from the next page, and does not guess before it is there', () => {
    expect(previous([snapshot('3'), snapshot('2')], true, snapshot('1'))).toEqual(['2', '1']);
    expect(previous([snapshot('3'), snapshot('2')], true, undefined)).toEqual(['2', undefined]);
  });
});
