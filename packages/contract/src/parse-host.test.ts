import { expect, test } from 'vitest';
import { HostName } from './connections.ts';
import { canonicalHost, parseHost } from './parse-host.ts';

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['0177.0.0.1', '127.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['0x7F000001', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['127.0.0.1.', '127.0.0.1'],
  ['１２７.0.0.1', '127.0.0.1'],
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['[2001:DB8::1]', '2001:db8::1'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1'],
])('%s is the address %s', (host, address) => {
  expect(parseHost(host)).toEqual({ kind: 'address', address });
});

test.each([
  ['DB.Example.COM', 'db.example.com'],
  ['localhost.', 'localhost'],
  ['my_db', 'my_db'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('%s is the name %s', (host, name) => {
  expect(parseHost(host)).toEqual({ kind: 'name', name });
});

test.each([
  '',
  '/var/run/postgresql',
  'db.example/other',
  'user@db.example',
  'db.example:5433',
  'db example',
  'db\texample',
  'db%2eexample',
  'db\0.example',
  'h1,h2',
  '(host=h)',
  'a;b',
  '*.example',
  '[db.example]',
  '[::1',
  'db..example',
  `${'a'.repeat(64)}.example`,
  'fe80::1%eth0',
  '256.256.256.256',
  '1.2.3.08',
  '0x100000000',
  `${'a'.repeat(300)}.example`,
])('%j is no host', (host) => {
  expect(parseHost(host)).toBeNull();
});

test.each([
  ['localhost.', 'localhost'],
  [' [::1] ', '::1'],
  ['DB.Example.COM.', 'DB.Example.COM'],
  ['bücher.example', 'bücher.example'],
])('%j is stored as %s', (given, stored) => {
  expect(HostName.parse(given)).toBe(stored);
});

test.each([
  ['LOCALHOST.', 'localhost'],
  ['[::1]', '0:0:0:0:0:0:0:1'],
  ['127.1', '127.0.0.1.'],
  ['BÜCHER.example', 'xn--bcher-kva.example'],
])('%s leads where %s does', (one, other) => {
  expect(canonicalHost(one)).toBe(canonicalHost(other));
});

test.each(['', '[::1', 'db:5432', 'db%2eexample', '256.256.256.256', 'tcp:db,1433', 'a\0b', '\ud800'])(
  'an input with the host %j is refused',
  (host) => {
    expect(HostName.safeParse(host).success).toBe(false);
  },
);

test.each(['localhost', 'db-1.example.com', '1.a', 'a.1b', '-a-.b-', 'x0x.f', 'xn-a.example', '10.0.0.1.example'])(
  'the plain name %s is compared as what a URL parser makes of it',
  (host) => {
    expect(canonicalHost(host)).toBe(new URL(`http://${host}/`).hostname);
  },
);
