import { readConnectionText } from '@portolan/contract/connection-text';
import { expect, it } from 'vitest';
import { blankDraft, type ConnectionDraft } from './draft.ts';
import { draft } from './test-drafts.ts';
import { filledBy, leftOut, textDraft } from './text-draft.ts';

function read(text: string) {
  const reading = readConnectionText(text);
  if (!reading || !('found' in reading)) throw new Error(JSON.stringify(reading));
  return reading.found;
}

/** Everything that the first of two texts, or a person, may have left in the form. */
const full = draft({
  ...textDraft(read('postgres://old:secret@old.example:6432/old?sslmode=disable&schema=s'), draft()),
  token: 'old-token',
  tlsKey: 'old-key',
  sslCa: 'old-ca',
  sslCert: 'old-cert',
  removeCredential: true,
});

it.each<[string, Partial<ConnectionDraft>]>([
  [
    'jdbc:sqlserver://h.example:1433;user=sa;password={p;w};encrypt=true',
    {
      password: 'p;w',
      signIn: 'password',
      dbType: 'sqlserver',
      host: 'h.example',
      port: '1433',
      username: 'sa',
      tlsChosen: true,
    },
  ],
  ['mysql://h.example', { dbType: 'mysql', host: 'h.example', port: '3306' }],
  [
    'postgres://u@localhost:5433/d',
    { host: 'localhost', port: '5433', portChosen: true, username: 'u', databaseName: 'd', sslMode: 'disable' },
  ],
  [
    'snowflake://ada:pw@org-acct/DW/PUBLIC?warehouse=WH&role=R',
    {
      password: 'pw',
      signIn: 'password',
      dbType: 'snowflake',
      host: 'org-acct.snowflakecomputing.com',
      port: '443',
      username: 'ada',
      databaseName: 'DW',
      schema: 'PUBLIC',
      account: 'org-acct',
      warehouse: 'WH',
      role: 'R',
    },
  ],
  [
    'jdbc:databricks://h.example;httpPath=/sql/1;AuthMech=11;OAuth2ClientId=app;OAuth2Secret=dose1',
    {
      signIn: 'oauthClient',
      clientId: 'app',
      clientSecret: 'dose1',
      dbType: 'databricks',
      host: 'h.example',
      port: '443',
      httpPath: '/sql/1',
    },
  ],
])('every field is that of %s, and none of what was there', (text, expected) => {
  const blank = { ...blankDraft(), name: full.name, description: full.description, sslMode: 'verify-full' as const };
  expect(textDraft(read(text), full)).toEqual({ ...blank, ...expected });
});

it('says what was filled in and what was not, and no value', () => {
  const found = read('postgres://ada:s3cret@db/shop?sslrootcert=/ca.pem&connect_timeout=3');
  expect(filledBy(found)).toBe('host, port, database, username, and password');
  expect(leftOut(found)).toBe('sslrootcert (a file: paste what is in it into its field) and connect_timeout');
  expect(filledBy(read('mysql://db'))).toBe('host and port');
});
