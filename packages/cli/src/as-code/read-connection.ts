import { CreateConnectionInput, Email, Id, OPTIONS_BY_KIND } from '@portolan/contract';
import type { CredentialReference, DesiredConnection } from './desired.ts';
import type { Faults } from './faults.ts';
import { readCredential, withPlaceholders } from './read-credential.ts';
import { readFormer } from './read-role.ts';

/** What the contract takes of a connection as it is. */
const FIELDS = [
  'description',
  'dbType',
  'host',
  'port',
  'databaseName',
  'username',
  'useSsl',
  'options',
  'environment',
  'tags',
  'monitoring',
  'snapshotRefresh',
] as const;
const KEYS = ['name', ...FIELDS, 'id', 'renamedFrom', 'owner', 'password', 'credential'];
const MONITORING_KEYS = ['enabled', 'intervalSeconds'];
/** Texts of which the hub keeps none where they are empty. */
const NULLABLE = new Set(['description', 'databaseName', 'username']);

export function readConnection(faults: Faults, value: unknown, place: string): DesiredConnection | null {
  const given = faults.object(value, place, KEYS);
  if (!given) return null;
  const before = faults.all.length;
  const credential = readCredential(faults, given, place);
  const isWhole = faults.all.length === before;
  const input = {
    name: given.name,
    ...Object.fromEntries(FIELDS.filter((key) => given[key] !== undefined).map((key) => [key, given[key]])),
    ...knownParts(faults, given, place),
    ...(credential && isWhole ? { credential: withPlaceholders(credential) } : {}),
  };
  const parsed = faults.parse(CreateConnectionInput, input, place);
  const [id, owner] = [
    readOptional(faults, Id, given.id, `${place}.id`),
    given.owner === null ? null : readOptional(faults, Email, given.owner, `${place}.owner`),
  ];
  const renamedFrom = readFormer(faults, given.renamedFrom, place);
  if (!parsed || faults.all.length > before) return null;
  return {
    place,
    id: id?.toLowerCase() ?? null,
    name: parsed.name,
    renamedFrom,
    fields: fieldsOf(parsed),
    owner,
    credential: credential as CredentialReference | null | undefined,
  };
}

/** Options and monitoring without the keys that nobody knows: those are told here, with what they may have meant. */
function knownParts(faults: Faults, given: Record<string, unknown>, place: string): Record<string, unknown> {
  const kind = given.dbType as keyof typeof OPTIONS_BY_KIND;
  const optionKeys = kind in OPTIONS_BY_KIND ? Object.keys(OPTIONS_BY_KIND[kind].shape) : null;
  const parts: Record<string, unknown> = {};
  for (const [key, known] of [
    ['options', optionKeys],
    ['monitoring', MONITORING_KEYS],
  ] as const) {
    const value = given[key];
    if (typeof value !== 'object' || value === null || !known) continue;
    const read = faults.object(value, `${place}.${key}`, known);
    if (read) parts[key] = Object.fromEntries(Object.entries(read).filter(([one]) => known.includes(one)));
  }
  return parts;
}

function readOptional(faults: Faults, schema: typeof Email | typeof Id, value: unknown, place: string) {
  return value === undefined ? undefined : (faults.parse(schema, value, place) ?? undefined);
}

function fieldsOf(parsed: CreateConnectionInput): DesiredConnection['fields'] {
  const entries = FIELDS.flatMap((key) => {
    const value: unknown = parsed[key];
    return value === undefined ? [] : [[key, NULLABLE.has(key) ? value || null : value]];
  });
  return Object.fromEntries(entries);
}
