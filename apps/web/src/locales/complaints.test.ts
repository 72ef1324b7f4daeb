import { CreateConnectionInput, CreateTenantInput, NewPassword, pemFault, Tag } from '@portolan/contract';
import { readConnectionText } from '@portolan/contract/connection-text';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { complaints, urlReading } from './de.ts';

const KEY = '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n';
const CERTIFICATE = KEY.replaceAll('PRIVATE KEY', 'CERTIFICATE');

it.each([
  [NewPassword, 'short'],
  [NewPassword, 'x'.repeat(201)],
  [NewPassword, 'with a \u0000 in it'],
  [Tag, 'No Tag'],
  [CreateTenantInput, { name: '', slug: 'acme' }],
  [CreateTenantInput, { name: 'a\u200Bb', slug: 'acme' }],
  [CreateTenantInput, { name: 'Acme', slug: 'Acme!' }],
  [CreateTenantInput, { name: 'Acme', slug: 'api' }],
  [CreateTenantInput, { name: 'Acme', slug: 'acme', adminEmail: 'nobody' }],
  [CreateConnectionInput, { name: 'x', dbType: 'mysql', host: 'http://x/y', port: 3306 }],
])('what a schema says is told in German: %#', (schema, value) => {
  const [issue] = z.safeParse(schema, value).error?.issues ?? [];
  expect(complaints.text(issue?.message ?? '')).toMatch(/^(Muss|Darf|Enthält|Kein|Ein) /);
});

it.each([
  ['certificate', ''],
  ['certificate', KEY],
  ['certificate', CERTIFICATE.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
  ['certificate', CERTIFICATE + CERTIFICATE.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
  ['certificate', CERTIFICATE.replace('MAA=', '!!!')],
  ['certificate', CERTIFICATE.replace('-----END CERTIFICATE-----', '')],
  ['certificate', CERTIFICATE.replace('-----BEGIN CERTIFICATE-----', '')],
  ['certificate', CERTIFICATE.replace('END CERTIFICATE', 'END X509 CRL')],
  ['privateKey', '-----BEGIN OPENSSH KEY-----'],
  ['privateKey', KEY + KEY],
  ['privateKey', KEY + CERTIFICATE],
  ['privateKey', CERTIFICATE],
  ['privateKey', KEY.replaceAll('PRIVATE', 'PUBLIC')],
] as const)('what is wrong with a PEM is told in German: %s, %#', (sort, text) => {
  const english = pemFault(text, sort) ?? '';
  expect(english).not.toBe('');
  expect(complaints.text(english)).not.toBe(english);
  expect(complaints.text(english)).not.toMatch(/\b(the|is|of|must)\b/i);
});

it.each([
  'postgres://u:p@/shop',
  'postgres://a,b/shop',
  'postgres://h:0/shop',
  'postgres://h:99999/shop',
  'postgres://u:p@h/shop?user=other',
  'postgres://u%ff:p@h/shop',
  'postgres://u:p%00@h/shop',
  'postgres://h/shop x',
  'postgres://u@h/a@b',
  'postgres://<host>:5432/shop',
  'postgres://h/shop?host=/tmp',
  'jdbc:oracle://h/x',
  'mysql://(h)/shop',
  'postgres+srv://h/shop',
  'host=h service=x dbname=y',
  "host=h password='a",
  'Server=h;Password=a;b',
  'DSN=x;UID=y',
  'psql -h h -U u d extra words',
  'psql "unclosed',
  'psql -h $HOST d',
  'Server=np:h;Database=x',
  'snowflake://u:p@h.example/a/b/c',
])('why %s is not read is told in German', (text) => {
  const reading = readConnectionText(text);
  const reason = reading && 'refused' in reading ? reading.refused : undefined;
  expect([reason, reason && urlReading.reason(reason) !== reason]).toEqual([expect.any(String), true]);
});
