import { expect, test } from 'vitest';
import { flavourOf } from './flavour.ts';

test.each([
  ['8.4.3', { mariadb: false, release: 804, name: '8.4.3' }],
  ['8.0.35-27.1 Percona', { mariadb: false, release: 800, name: '8.0.35' }],
  ['5.7.44-log', { mariadb: false, release: 507, name: '5.7.44' }],
  ['9.1.0', { mariadb: false, release: 901, name: '9.1.0' }],
  ['10.11.18-MariaDB-0+deb12u1', { mariadb: true, release: 1011, name: 'MariaDB 10.11.18' }],
  ['5.5.5-10.4.34-MariaDB-log', { mariadb: true, release: 1004, name: 'MariaDB 10.4.34' }],
  ['11.8.2-MariaDB', { mariadb: true, release: 1108, name: 'MariaDB 11.8.2' }],
  ['5.5.5', { mariadb: false, release: 505, name: '5.5.5' }],
])('%s', (version, flavour) => {
  expect(flavourOf(version)).toEqual(flavour);
});

test.each(['', 'null', '<b>8</b>', 'MariaDB', '99999.1'])('%s is no version', (version) => {
  expect(flavourOf(version)).toBeNull();
});
