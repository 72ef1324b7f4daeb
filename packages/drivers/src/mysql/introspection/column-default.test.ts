import { expect, test } from 'vitest';
import { columnDefault } from './column-default.ts';

const ofMysql = (columnType: string, value: string | null, extra = '') =>
  columnDefault({ mariadb: false, columnType, value, extra });

test.each<[string, string | null, string, string | null]>([
  ['varchar(9)', null, '', null],
  ['varchar(9)', '', '', "''"],
  ['varchar(9)', 'NULL', '', "'NULL'"],
  ['varchar(9)', "it's \\ so", '', "'it''s \\\\ so'"],
  ["enum('a','b')", 'a', '', "'a'"],
  ['int unsigned', '7', '', '7'],
  ['decimal(10,2)', '0.00', '', '0.00'],
  ['bit(4)', "b'101'", '', "b'101'"],
  ['binary(2)', '0x6162', '', '0x6162'],
  ['date', '2020-01-02', '', "'2020-01-02'"],
  ['datetime', 'CURRENT_TIMESTAMP', 'DEFAULT_GENERATED', 'CURRENT_TIMESTAMP'],
  ['datetime(6)', 'CURRENT_TIMESTAMP(6)', '', 'CURRENT_TIMESTAMP(6)'],
  ['varchar(40)', "concat(_utf8mb4\\'a\\',uuid())", 'DEFAULT_GENERATED', "concat(_utf8mb4'a',uuid())"],
])('MySQL: %s default %s is %s', (columnType, value, extra, expression) => {
  expect(ofMysql(columnType, value, extra)).toBe(expression);
});

test('MariaDB writes expressions', () => {
  const of = (value: string | null) => columnDefault({ mariadb: true, columnType: 'text', value, extra: '' });
  expect([of(null), of('NULL'), of("'NULL'"), of("''")]).toEqual([null, null, "'NULL'", "''"]);
});
