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
  options: { sslMode: 'require' },
  environment: 'production',
  credentialstate: 'ready',
  status: 'healthy',
  intervalseconds: 300,
  warehouseintervalseconds: 3_600,
  action: 'connections:create',
  entitytype: 'connection',
  requestid: '018f4d3e-7c1a-7b52-9d0e-5a1f3c2b4d6e',
  kind: 'table',
  comment: 'What customers have ordered',
  rowestimate: 1_200,
  sizebytes: 81_920,
  include: 'sales',
  exclude: 'archive',
  latencyms: 12,
  remedy: 'Ask the team of the database whether it runs.',
  acknowledgedby: 'ada@example.com',
  rolename: 'Contributor',
  prefix: 'ptl_018f4d3e',
  key: 'the-key-itself-shown-once',
  secret: 'the-secret-itself-shown-once',
  issystemrole: false,
  isoperator: false,
  endedat: null,
  deletedat: null,
  deletedbyuserid: null,
  message: 'Connection successful',
  lasttestmessage: 'Connection successful',
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
 * A value that its schema takes, as people would meet it, with what must be there and nothing else; a test holds every
 * example against its schema.
 */
export function exampleOf(schema: JsonSchema, key = ''): unknown {
  const own = schema as { default?: unknown; examples?: unknown[]; enum?: unknown[]; const?: unknown };
  if (own.examples?.[0] !== undefined) return own.examples[0];
  if (own.const !== undefined) return own.const;
  const known = VALUES[key.replaceAll('_', '').toLowerCase()];
  if (own.enum) return own.enum.includes(known) ? known : own.enum[0];
  if (known === null && schema.anyOf?.some(({ type }) => type === 'null')) return null;
  const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (choice) return exampleOf(choice, key);
  const parts = schema.allOf as JsonSchema[] | undefined;
  if (parts) return Object.assign({}, ...parts.map((part) => exampleOf(part, key)));
  const types = [schema.type].flat();
  switch (types.find((type) => type !== 'null') ?? types[0]) {
    case 'object':
      return isObject(known) ? known : objectOf(schema);
    case 'array':
      return Array.isArray(known) ? known : [exampleOf(schema.items ?? {}, key.replace(/s$/, ''))];
    case 'string':
      return textOf(schema, typeof known === 'string' ? known : undefined, key);
    case 'integer':
    case 'number':
      return numberOf(schema, typeof known === 'number' ? known : undefined);
    case 'boolean':
      return own.default ?? (typeof known === 'boolean' ? known : true);
    default:
      return types[0] === 'null' ? null : (known ?? {});
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema): unknown {
  return Object.fromEntries(required.map((key) => [key, exampleOf(properties[key] ?? {}, key)]));
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

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
