type Values = Record<string, string>;
// biome-ignore lint/suspicious/noExplicitAny: what procedures answer is of many shapes, and held against what commands print
type Output = any;

/** A command that is a procedure, seen from a terminal. */
interface Asking {
  procedure: string;
  /** The words that ask with this input; `known` is the name of a connection that is there. */
  words(input: Values, known: string): string[];
  /** What `--json` prints of the answer of the procedure: without it the answer itself. */
  prints?(output: Output): unknown;
  /** Where more is printed than the procedure answers: that of it which it does answer. */
  reads?(printed: Output, output: Output): unknown;
}

/** A command that is no procedure, or does several things: why. */
interface Own {
  own: string;
  /** Procedures that it goes through on its way. */
  through?: readonly string[];
}

const connection = ({ id = '' }: Values) => [id];
/** Commands read lists to their end: the first page is the beginning. */
const asList = {
  prints: ({ items }: Output) => items,
  reads: (printed: Output, { items, total }: Output) =>
    printed.length === total ? printed.slice(0, items.length) : printed,
};

/** What a config is held against, and what it may change. */
const READS = [
  'auth.me',
  'tenants.mine',
  'tenants.list',
  'roles.list',
  'roles.get',
  'roles.users',
  'users.list',
  'connections.list',
  'health.defaults',
];
const CHANGES = [
  'tenants.create',
  'tenants.restore',
  'roles.create',
  'roles.update',
  'roles.delete',
  'roles.setUsers',
  'connections.create',
  'connections.update',
  'connections.delete',
  'health.setDefaults',
];

/**
 * Every command of the command line, by its words and the option that makes another of it, and the procedure that it is. A command that is not in here fails the
 * suite; one that is a procedure is tried with that procedure's inputs, and stands in docs/faces.md.
 */
export const COMMANDS: Record<string, Asking | Own> = {
  login: {
    own: 'keeps a session, or a key',
    through: ['auth.beginHandOver', 'auth.completeHandOver', 'auth.token', 'auth.me', 'tenants.mine'],
  },
  logout: { own: 'ends the session, and forgets it', through: ['auth.logout'] },
  whoami: {
    procedure: 'auth.me',
    words: () => [],
    reads: ({ url: _, tenant: __, ...me }) => me,
  },
  'tenants list': { procedure: 'tenants.mine', words: () => [], ...asList },
  'tenants use': { own: 'keeps the tenant to work in', through: ['tenants.mine'] },
  'connections list': { procedure: 'connections.list', words: () => [], ...asList },
  'connections get': { procedure: 'connections.get', words: connection },
  'connections create': {
    procedure: 'connections.create',
    words: ({ name = '', dbType = '', host = '', port = '', username = '' }) => [
      name,
      ...['--kind', dbType, '--host', host, '--port', String(port), '--username', username],
    ],
  },
  'connections edit': {
    procedure: 'connections.update',
    words: ({ id = '', name = '' }) => [id, '--name', name],
  },
  'connections delete': {
    procedure: 'connections.delete',
    words: ({ id = '' }) => [id, '--yes'],
    prints: () => ({ id: '<id>' }),
  },
  'connections test': {
    procedure: 'connections.watchSaved',
    words: connection,
    prints: (pieces) => pieces.at(-1).result,
  },
  tables: { procedure: 'introspection.tables', words: connection, ...asList },
  columns: { procedure: 'introspection.fields', words: ({ id = '', table = '' }) => [id, table] },
  types: {
    procedure: 'introspection.types',
    words: ({ connectionId = '', target = '' }) => [connectionId, '--target', target],
  },
  snapshot: { procedure: 'introspection.refresh', words: connection },
  snapshots: { procedure: 'introspection.snapshots', words: connection, ...asList },
  diff: {
    procedure: 'introspection.diff',
    words: ({ a = '', b = '' }, known) => [known, '--from', a, '--to', b],
  },
  search: { procedure: 'introspection.search', words: ({ query = '' }) => [query], ...asList },
  explain: { procedure: 'iam.explain', words: ({ permission = '' }) => [permission] },
  audit: {
    procedure: 'audit.list',
    words: () => [],
    prints: ({ items }) => items,
    reads: (printed, { items }) => printed.slice(0, items.length),
  },
  'audit --all': { procedure: 'audit.export', words: () => [] },
  plan: { own: 'holds a config against what a hub has', through: READS },
  apply: { own: 'makes the changes of a plan', through: [...READS, ...CHANGES] },
  drift: { own: 'a plan that nobody applies', through: READS },
  export: { own: 'writes the config of what a hub has', through: READS },
  mcp: { own: 'hands the tools of agents on' },
  completion: { own: 'writes what a shell completes by' },
};
