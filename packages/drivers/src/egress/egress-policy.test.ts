import { parseHost } from '@portolan/contract';
import { describe, expect, test } from 'vitest';
import { createEgressPolicy, type EgressRules } from './egress-policy.ts';

const policyOf = (rules: Partial<EgressRules> = {}) =>
  createEgressPolicy({ allow: [], deny: [], allowPrivate: false, ...rules });
const everything = policyOf({ allow: ['0.0.0.0/0', '::/0'], allowPrivate: true });

describe('never, whatever is allowed', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '169.254.0.1',
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '::ffff:0:169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    '2001:0:1234::1',
    '64:ff9b:1::1',
    '2001:db8::1',
    '100::1',
    'fe80::1%eth0',
    '/var/run/postgresql/.s.PGSQL.5432',
    'localhost',
    '',
  ])('%s', (address) => {
    expect(everything.allowsAddress(address)).toBe(false);
  });
});

describe('inside: by configuration only', () => {
  const inside = [
    '127.0.0.1',
    '127.255.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '::1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '2002:a00:1::1',
    '::7f00:1',
  ];
  test.each(inside)('%s', (address) => {
    expect(policyOf().allowsAddress(address)).toBe(false);
    expect(policyOf({ allowPrivate: true }).allowsAddress(address)).toBe(true);
  });
});

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '11.0.0.1', '2600::1', '::ffff:8.8.8.8'])(
  'outside: %s',
  (address) => {
    expect(policyOf().allowsAddress(address)).toBe(true);
  },
);

test('a listed range, address or name opens what is private, and nothing beside it', () => {
  const policy = policyOf({ allow: ['10.1.0.0/16', '::1', 'db.internal', '*.lan'] });
  expect(policy.allowsAddress('10.1.2.3')).toBe(true);
  expect(policy.allowsAddress('::ffff:10.1.2.3')).toBe(true);
  expect(policy.allowsAddress('10.2.0.1')).toBe(false);
  expect(policy.allowsAddress('::1')).toBe(true);
  expect(policy.allowsAddress('192.168.0.9', 'DB.Internal.')).toBe(true);
  expect(policy.allowsAddress('192.168.0.9', 'a.b.lan')).toBe(true);
  expect(policy.allowsAddress('192.168.0.9', 'lan')).toBe(false);
  expect(policy.allowsAddress('192.168.0.9', 'other.internal')).toBe(false);
  expect(policy.allowsAddress('192.168.0.9')).toBe(false);
  expect(policy.allowsAddress('169.254.169.254', 'db.internal')).toBe(false);
});

test('deny wins, by range and by name', () => {
  const policy = policyOf({
    allow: ['10.0.0.0/8', 'db.internal'],
    deny: ['10.9.0.0/16', '8.8.8.8', 'db.internal', '2600::/16'],
    allowPrivate: true,
  });
  expect(policy.allowsAddress('10.8.0.1')).toBe(true);
  expect(policy.allowsAddress('10.9.0.1')).toBe(false);
  expect(policy.allowsAddress('::ffff:10.9.0.1')).toBe(false);
  expect(policy.allowsAddress('8.8.8.8')).toBe(false);
  expect(policy.allowsAddress('2600::1')).toBe(false);
  expect(policy.allowsAddress('10.8.0.1', 'db.internal')).toBe(false);
});

test.each([
  ['2130706433', false],
  ['0x7f.1', false],
  ['8.8.8.8', true],
  ['denied.example', false],
  ['DENIED.example.', false],
  ['fine.example', true],
])('host %s before any look-up: %s', (host, allowed) => {
  const parsed = parseHost(host);
  expect(parsed && policyOf({ deny: ['denied.example'] }).allowsHost(parsed)).toBe(allowed);
});

test.each([['10.0.0.0/99'], ['not a name'], ['http://x'], [''], ['10.0.0.0/']])('rule %j stops the start', (rule) => {
  expect(() => policyOf({ deny: [rule] })).toThrow();
});

test('names what the operator has listed, and private destinations where those are allowed', () => {
  const names = (host: string, rules: Partial<EgressRules>) => {
    const parsed = parseHost(host);
    return parsed !== null && createEgressPolicy({ allow: [], deny: [], allowPrivate: false, ...rules }).names(parsed);
  };
  expect(names('db.example.com', { allow: ['*.example.com'] })).toBe(true);
  expect(names('203.0.113.7', { allow: ['203.0.113.0/24'] })).toBe(true);
  expect(names('db.example.org', { allow: ['*.example.com'], allowPrivate: true })).toBe(false);
  expect(names('localhost', { allowPrivate: true })).toBe(true);
  expect(names('localhost', {})).toBe(false);
  expect(names('::ffff:10.0.0.1', { allowPrivate: true })).toBe(true);
  expect(names('10.0.0.1', {})).toBe(false);
  expect(names('203.0.113.7', { allowPrivate: true })).toBe(false);
});
