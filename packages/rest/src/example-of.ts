import type { JsonSchema } from './json-schema.ts';

/** What things are called in examples, by their key in any spelling: a made-up company, and no secret of anybody. */
const VALUES: Readonly<Record<string, unknown>> = {
  name: 'Shop',
  description: 'Orders and customers of the shop',
  slug: 'acme',
  host: 'db.example.com',
  port: 5432,
  databasename: 'shop',
  database: 'shop',
  username: 'reader',
  email: 'ada@example.com',
  actoremail: 'ada@example.com',
  adminemail: 'ada@example.com',
  firstname: 'Ada',
  lastname: 'Lovelace',
  password: 'a-password-of-your-own',
  currentpassword: 'the-password-until-now',
  newpassword: 'a-password-of-your-own',
  schema: 'sales',
  table: 'orders',
  tablename: 'orders',
  column: 'customer_id',
  query: 'customer',
  search: 'shop',
  nativetype: 'integer',
  tags: ['team:sales'],
  message: 'Connection successful',
  serverversion: '18.1',
  version: '0.1.0',
  total: 1,
  page: 1,
  limit: 20,
  pagesize: 20,
  totalpages: 1,
  expiresin: 3_600,
  errornumber: '28P01',
  to: ['ada@example.com'],
  address: '192.0.2.1',
  url: 'https://hooks.example.com/portolan',
  accepturl: 'https://hub.example/invitation#token-of-the-link',
  token: 'token-of-the-answer',
  accesstoken: 'token-of-the-answer',
  text: 'postgresql://reader@db.example.com:5432/shop',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '018f4d3e-7c1a-7b52-9d0e-5a1f3c2b4d6e',
  'date-time': '2026-05-04T09:30:00.000Z',
  date: '2026-05-04',
  email: 'ada@example.com',
  uri: 'https://hub.example/',
  ipv4: '192.0.2.1',
};

const PATTERNS: Readonly<Record<string, string>> = {
  '^[\\w-]{43}$': 'token-of-a-link-as-it-came-by-mail-012345678'.slice(0, 43),
  '^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$': 'WDJB-MJHT',
};

/**
 * A value that its schema takes, as people would meet it. What must be there is, and what an answer may have besides; a
 * test holds every example against its schema.
 */
export function exampleOf(schema: JsonSchema, options: { isInput: boolean; key?: string }): unknown {
  const { isInput, key = '' } = options;
  const own = schema as { default?: unknown; examples?: unknown[]; enum?: unknown[]; const?: unknown };
  if (own.examples?.[0] !== undefined) return own.examples[0];
  if (own.const !== undefined) return own.const;
  if (own.enum) return own.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (choice) return exampleOf(choice, options);
  const parts = schema.allOf as JsonSchema[] | undefined;
  if (parts) return Object.assign({}, ...parts.map((part) => exampleOf(part, options)));
  const known = VALUES[key.replaceAll('_', '').toLowerCase()];
  const types = [schema.type].flat();
  switch (types.find((type) => type !== 'null') ?? types[0]) {
    case 'object':
      return objectOf(schema, isInput);
    case 'array':
      return Array.isArray(known) ? known : [exampleOf(schema.items ?? {}, { isInput, key: key.replace(/s$/, '') })];
    case 'string':
      return textOf(schema, typeof known === 'string' ? known : undefined, key);
    case 'integer':
    case 'number':
      return numberOf(schema, typeof known === 'number' ? known : undefined);
    case 'boolean':
      return own.default ?? true;
    default:
      return types[0] === 'null' ? null : (known ?? {});
  }
}

function objectOf(schema: JsonSchema, isInput: boolean): unknown {
  const keys = Object.keys(schema.properties ?? {}).filter((key) => !isInput || schema.required?.includes(key));
  const entries = keys.map((key) => [key, exampleOf(schema.properties?.[key] as JsonSchema, { isInput, key })]);
  return Object.fromEntries(entries);
}

function textOf(schema: JsonSchema, known: string | undefined, key: string): string {
  const {
    format,
    pattern,
    minLength = 0,
    maxLength = Number.POSITIVE_INFINITY,
  } = schema as {
    format?: string;
    pattern?: string;
    minLength?: number;
    maxLength?: number;
  };
  const fixed = FORMATS[format ?? ''] ?? PATTERNS[pattern ?? ''];
  if (fixed !== undefined) return fixed;
  const text = known ?? (key || 'text');
  return text.slice(0, maxLength).padEnd(minLength, '-');
}

function numberOf(schema: JsonSchema, known: number | undefined): number {
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = schema as { minimum?: number; maximum?: number };
  return Math.min(Math.max(known ?? 1, minimum), maximum);
}
