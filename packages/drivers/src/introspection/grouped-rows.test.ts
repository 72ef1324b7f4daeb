import { expect, test } from 'vitest';
import { GroupedRows, inOrder } from './grouped-rows.ts';

const row = (schema: unknown, table: unknown, value: number) => ({ schema, table, value });

async function* pages<Row>(...all: Row[][]): AsyncGenerator<Row[]> {
  yield* all;
}
const valuesOf = async (rows: GroupedRows<ReturnType<typeof row>>, schema: string, table: string) =>
  (await rows.take(schema, table)).map((one) => one.value);

test('takes the rows of a table across pages, and passes over those of tables nobody asks for', async () => {
  const rows = new GroupedRows(
    pages([row('a', 'x', 1), row('a', 'x', 2)], [], [row('a', 'x', 3), row('a', 'y', 4), row('b', 'a', 5)]),
  );
  expect(await valuesOf(rows, 'a', 'x')).toEqual([1, 2, 3]);
  expect(await valuesOf(rows, 'a', 'xx')).toEqual([]);
  expect(await valuesOf(rows, 'b', 'a')).toEqual([5]);
  expect(await valuesOf(rows, 'c', 'a')).toEqual([]);
});

test('rows in no order, or of no table, are missed and nothing worse', async () => {
  const rows = new GroupedRows(pages([row('b', 'x', 1), row(null, 7, 2), row('a', 'x', 3)]));
  expect(await valuesOf(rows, 'a', 'x')).toEqual([]);
  expect(await valuesOf(rows, 'b', 'x')).toEqual([1]);
});

test('a table without end is no table', async () => {
  async function* endless() {
    for (;;) yield Array.from({ length: 1_000 }, () => row('a', 'x', 1));
  }
  await expect(new GroupedRows(endless()).take('a', 'x')).rejects.toMatchObject({ code: 'QUERY_FAILED' });
});

test('names are in the order of their bytes', () => {
  const names = ['B', 'a', 'b', 'ä', '表', '\ufffd', '😀'];
  expect(names.toReversed().toSorted(inOrder)).toEqual(names);
});
