import { expect, test } from 'vitest';
import { grantsIn, readableTables } from './grants.ts';

const COUNTS = new Map([
  ['shop', 10],
  ['shop2', 3],
  ['a`b', 2],
  ['100%', 1],
]);
const readable = (...lines: string[]) => readableTables(grantsIn(lines), COUNTS);

test.each<[string, number]>([
  ['GRANT USAGE ON *.* TO `a`@`%`', 0],
  ["GRANT ALL PRIVILEGES ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*1' WITH GRANT OPTION", 16],
  ['GRANT SELECT, SHOW VIEW ON *.* TO `a`@`%`', 16],
  ['GRANT SELECT ON `shop`.* TO `a`@`%`', 10],
  ['GRANT INSERT, SELECT ON `shop%`.* TO `a`@`%`', 13],
  ['GRANT SELECT ON `shop_`.* TO `a`@`%`', 3],
  ['GRANT SELECT ON `shop\\_`.* TO `a`@`%`', 0],
  ['GRANT SELECT ON `100\\%`.* TO `a`@`%`', 1],
  ['GRANT SELECT ON `a``b`.* TO `a`@`%`', 2],
  ['GRANT SELECT ON `shop`.`orders` TO `a`@`%`', 1],
  ['GRANT SELECT (`id`), INSERT ON `shop`.`orders` TO `a`@`%`', 1],
  ['GRANT INSERT, UPDATE ON `shop`.* TO `a`@`%`', 0],
  ['GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `a`@`%`', 0],
  ['GRANT PROXY ON `x`@`%` TO `a`@`%`', 0],
])('%s reads %i of the tables', (line, count) => {
  expect(readable(line)).toBe(count);
});

test('tables granted one by one count no more than there are', () => {
  const lines = ['x', 'y', 'z', 'gone'].map((table) => `GRANT SELECT ON \`shop2\`.\`${table}\` TO \`a\`@\`%\``);
  expect(readable(...lines)).toBe(3);
});

test.each([
  ['GRANT ALL PRIVILEGES ON *.* TO `root`@`%`', true],
  ['GRANT SELECT, SUPER, RELOAD ON *.* TO `root`@`%`', true],
  ['GRANT SUPER ON *.* TO `root`@`%` WITH GRANT OPTION', true],
  ['GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`', false],
  ['GRANT SELECT ON *.* TO `SUPER`@`%`', false],
])('%s: superuser %s', (line, superuser) => {
  expect(grantsIn([line]).superuser).toBe(superuser);
});

test('a role is told, its grants are not', () => {
  expect(grantsIn(['GRANT `readers` TO `a`@`%`']).roles).toBe(true);
  expect(grantsIn(['GRANT `readers`@`%` TO `a`@`%`']).roles).toBe(true);
  expect(grantsIn(['GRANT SELECT ON `s`.* TO `a`@`%`', 'GRANT PROXY ON ``@`%` TO `a`@`%`']).roles).toBe(false);
});

test('a pattern made to take long does not', () => {
  const like = `${'%a'.repeat(40)}b`;
  const long = new Map([['a'.repeat(64), 1]]);
  expect(readableTables(grantsIn([`GRANT SELECT ON \`${like}\`.* TO \`a\`@\`%\``]), long)).toBe(0);
});
