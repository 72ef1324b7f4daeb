// Holds the import rules of docs/architecture.md against every source file. `check-graph.mjs FOLDER` checks another tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '../..'));

const EMULATORS = ['emulator-sqlserver', 'emulator-databricks', 'emulator-snowflake'];
const TOOLING = ['testing', 'driver-conformance', 'bench', 'client-package', 'programs', ...EMULATORS];
/** Who may import whom, by package. Tests may import any tooling besides; Node's own modules have a rule below. */
const MAY_IMPORT = {
  'packages/contract': [],
  'packages/db': ['contract'],
  'packages/drivers': ['contract'],
  'packages/compute': ['contract'],
  'packages/core': ['contract', 'db', 'drivers', 'compute'],
  'packages/router': ['contract', 'core'],
  'packages/rest': ['contract', 'router'],
  'packages/http': ['contract', 'core', 'router', 'rest'],
  'packages/platform': ['contract', 'db', 'core', 'http'],
  'packages/client': ['contract', 'router'],
  'packages/cli': ['contract', 'client'],
  'apps/web': ['contract', 'client'],
  'apps/api': ['contract', 'db', 'drivers', 'compute', 'core', 'router', 'rest', 'http', 'platform'],
  'apps/edge': ['contract', 'db', 'drivers', 'core', 'router', 'rest', 'http', 'platform'],
  'apps/drivers': ['contract', 'drivers'],
  'tooling/testing': ['contract', 'db', 'programs'],
  'tooling/emulators/sqlserver': ['contract', 'testing'],
  'tooling/emulators/databricks': ['testing'],
  'tooling/emulators/snowflake': ['testing'],
  'tooling/driver-conformance': ['contract', 'drivers', 'testing', ...EMULATORS],
  'tooling/bench': [
    'contract',
    'db',
    'drivers',
    'compute',
    'core',
    'router',
    'rest',
    'client',
    'programs',
    'testing',
    'api',
    'web',
    ...EMULATORS,
  ],
  'tooling/client-package': ['contract', 'router'],
  'tooling/programs': [],
  'tooling/screenshots': ['client', 'testing', ...EMULATORS],
};
/** Entries of a package beside its face, and who may use them; those of tooling are open to all who may import it. */
const SIDE_ENTRIES = {
  'client/config': ['packages/cli', 'tooling/bench'],
  'compute/host': ['apps/api', 'tooling/bench'],
  'contract/connection-text': ['apps/web', 'packages/client', 'packages/core'],
  'contract/diagram-text': ['apps/web', 'apps/api', 'packages/router'],
  'contract/preferences': ['apps/web'],
  'contract/tenant-paths': ['apps/web'],
  'drivers/bundle': ['apps/api', 'apps/drivers'],
  'drivers/host': ['apps/api', 'apps/drivers', 'tooling/driver-conformance', 'tooling/bench'],
  'drivers/remote': ['apps/api', 'apps/edge', 'tooling/bench'],
  'drivers/serving': ['apps/drivers'],
  'drivers/testing': ['tooling/driver-conformance', 'tooling/bench'],
  'web/diagram-layout': ['tooling/bench'],
  'platform/passwords': ['apps/api', 'apps/edge'],
  'db/embedded': ['apps/api', 'tooling/testing', 'tooling/bench'],
  'db/schemas': ['apps/edge'],
};
/** Types only: the client's bundle must hold no server code. */
const TYPES_ONLY = [['packages/client', 'router']];
/**
 * Floors inside a package, the ground first. A room is a folder, or a file beside the folders: it imports itself and what
 * stands on floors below it, types too. Rooms of one floor know nothing of each other; each folder stands on a floor, and
 * a file that stands on none is above them all.
 */
const FLOORS = {
  'packages/drivers/src': [
    ['driver.ts'],
    ['egress', 'wire'],
    ['stages'],
    ['network'],
    ['diagnosis', 'introspection', 'outbound'],
    ['postgresql', 'mysql', 'sqlserver', 'databricks', 'snowflake'],
    ['registry.ts'],
    ['host', 'remote', 'serving'],
    ['testing'],
  ],
  'packages/compute/src': [
    ['hypervisor.ts'],
    ['compute-error.ts'],
    ['xml', 'reach'],
    ['virsh'],
    ['libvirt'],
    ['diagnosis'],
    ['host'],
    ['testing'],
  ],
  'packages/core/src': [
    [
      'bell.ts',
      'by-name.ts',
      'errors.ts',
      'held-transactions.ts',
      'id-array.ts',
      'like-pattern.ts',
      'permission-set.ts',
      'principal-columns.ts',
      'shared-work.ts',
    ],
    ['right.ts', 'session-lifetime.ts', 'stages-of.ts', 'turns.ts', 'unique-violation.ts', 'without-words.ts'],
    ['ports'],
    ['context.ts', 'crypto'],
    ['assert-right.ts', 'claims', 'exchange', 'not-in-tenant.ts', 'paged-read.ts', 'versions'],
    ['hold-caller.ts'],
    ['mutate.ts'],
    ['audit'],
    ['notifications'],
    ['revoke-lapsed-invitations.ts', 'connections', 'hypervisors', 'iam', 'incidents', 'preferences', 'views'],
    ['health', 'roles'],
    ['api-keys'],
    ['auth'],
    ['while-allowed.ts', 'keys', 'users'],
    ['introspection', 'invitations', 'service-accounts'],
    ['operators', 'tenants'],
    ['vms'],
    ['vm-keeping'],
    ['testing'],
  ],
  'packages/cli/src': [
    ['exit.ts', 'io.ts', 'version.ts'],
    ['failure.ts'],
    ['terminal', 'access'],
    ['cli.ts', 'as-code'],
    ['commands'],
    ['testing'],
  ],
  'apps/web/src': [['locales', 'styles'], ['lib'], ['components'], ['routes'], ['shell']],
};
/** Folders of features, each seen by its index alone, and who sees more: the router loads their pages. */
const FEATURES = { 'apps/web/src/routes': ['apps/web/src/app.tsx'] };
/** The tests, and what only they are made of. What helps them inside a package imports no tooling: it is no test. */
const TEST = /\.test\.tsx?$|^apps\/(?:api|drivers|edge)\/test\/|^apps\/web\/e2e\//;
const TEST_HELP = /^packages\/\w+\/src\/testing\//;
const NEUTRAL = [
  'packages/contract',
  'packages/core',
  'packages/router',
  'packages/rest',
  'packages/http',
  'packages/platform',
  'packages/client',
  'packages/drivers/src/wire',
  'packages/drivers/src/remote',
  'packages/drivers/src/serving',
  'apps/edge/src',
  'apps/web/src',
];
/** Files in between that are their runtime's own part: workerd has these modules of Node. */
const OF_A_RUNTIME = ['apps/edge/src/postgres-socket.ts', 'apps/edge/src/request-work.ts'];

/** The ORM is loaded with the first transaction: where a request only reads, and starts a worker, nothing waits for it. */
const LAZY = {
  room: 'packages/db/src/orm/',
  of: /^(?:@mikro-orm\/|kysely$)/,
  for: /^packages\/(?:db|platform)\/src\//,
};

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[\s\S]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

/** What is installed or built. */
const ASIDE = new Set(['node_modules', 'dist', 'dist-tests', 'dist-types']);

const problems = [];
for (const file of sourceFiles(root)) checkFile(file);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

function checkFile(file) {
  const owner = ownerOf(file);
  const isTest = TEST.test(file);
  const text = readFileSync(path.join(root, file), 'utf8');
  const room = roomOf(file);
  if (room?.height === -1) problems.push(`${file}: ${room.name} stands on no floor`);
  for (const [, type, from, dynamic] of text.matchAll(IMPORT)) {
    checkImport({ file, owner, isTest, type: Boolean(type), target: from ?? dynamic });
    if (!isTest && !type && from) checkLazy(file, from);
  }
  const neutral = isNeutral(file) && !isTest;
  if (neutral && /(?<![.\w'])(?:process\.|Buffer\b)/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''))) {
    problems.push(`${file}: a runtime-neutral file uses process or Buffer`);
  }
}

function checkImport({ file, owner, isTest, type, target }) {
  if (target.startsWith('node:') && isNeutral(file) && !isTest) {
    problems.push(`${file}: a runtime-neutral file imports ${target}`);
  }
  if (target.startsWith('.')) {
    const resolved = path.posix.join(path.posix.dirname(file), target);
    if (!resolved.startsWith(`${owner}/`)) problems.push(`${file}: ${target} leaves its package`);
    else if (!isTest) {
      checkFloors(file, resolved);
      checkFeature(file, resolved);
      if (TEST_HELP.test(resolved) && !TEST_HELP.test(file)) problems.push(`${file}: only tests import ${target}`);
    }
    return;
  }
  const [, name, entry] = /^@portolan\/([^/]+)(?:\/(.+))?$/.exec(target) ?? [];
  if (!name || isTest) return;
  if (!(MAY_IMPORT[owner] ?? []).includes(name)) problems.push(`${file}: ${owner} may not import ${target}`);
  if (entry && !TOOLING.includes(name) && !(SIDE_ENTRIES[`${name}/${entry}`] ?? []).includes(owner))
    problems.push(`${file}: ${owner} may not import ${target}`);
  const typesOnly = TYPES_ONLY.some(([from, to]) => from === owner && to === name);
  if (typesOnly && !type) problems.push(`${file}: ${owner} may import only types of ${target}`);
}

function checkLazy(file, target) {
  if (!LAZY.for.test(file) || file.startsWith(LAZY.room)) return;
  const inRoom = target.startsWith('.') && path.posix.join(path.posix.dirname(file), target).startsWith(LAZY.room);
  if (inRoom || LAZY.of.test(target)) {
    problems.push(`${file}: ${target} is loaded when it is needed, by import()`);
  }
}

function checkFloors(file, target) {
  const [room, other] = [roomOf(file), roomOf(target)];
  if (!room || !other || room.name === other.name || room.height === Infinity) return;
  if (other.height >= room.height) {
    problems.push(`${file}: ${other.name} does not stand below ${room.name}`);
  }
}

/** How high a file stands in a package that has floors: -1 in a folder that was given none. */
function roomOf(file) {
  const [folder, floors] = Object.entries(FLOORS).find(([name]) => file.startsWith(`${name}/`)) ?? [];
  if (!floors) return;
  const [name, ...inside] = path.posix.relative(folder, file).split('/');
  const height = floors.findIndex((rooms) => rooms.includes(name));
  return { name, height: height === -1 && inside.length === 0 ? Infinity : height };
}

function checkFeature(file, target) {
  const [folder, seers] = Object.entries(FEATURES).find(([name]) => target.startsWith(`${name}/`)) ?? [];
  if (!folder || seers.includes(file)) return;
  const [feature, ...inside] = path.posix.relative(folder, target).split('/');
  if (file.startsWith(`${folder}/${feature}/`) || inside.join('/') === 'index.ts') return;
  problems.push(`${file}: ${feature} is reached through its index`);
}

/** The package of a file: each emulator is one of its own. */
function ownerOf(file) {
  return file
    .split('/')
    .slice(0, file.startsWith('tooling/emulators/') ? 3 : 2)
    .join('/');
}

function isNeutral(file) {
  return NEUTRAL.some((folder) => file.startsWith(`${folder}/`)) && !OF_A_RUNTIME.includes(file);
}

function sourceFiles(folder) {
  return ['apps', 'packages', 'tooling']
    .filter((name) => existsSync(path.join(folder, name)))
    .flatMap((name) => filesBelow(folder, name))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'));
}

/** Walks around what is aside: that is a hundred times what is written. */
function filesBelow(folder, place) {
  return readdirSync(path.join(folder, place), { withFileTypes: true }).flatMap((entry) => {
    const inside = `${place}/${entry.name}`;
    if (entry.isDirectory()) return ASIDE.has(entry.name) ? [] : filesBelow(folder, inside);
    return entry.isFile() ? [inside] : [];
  });
}
