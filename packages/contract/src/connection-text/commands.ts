import type { ConnectionKind } from '../connection-kinds.ts';

/** The command line of a client, as far as it says where it connects. */
export interface Command {
  kind: ConnectionKind;
  /** Options with a value, and the parameter that each is; '' for those that are about something else. */
  options: Record<string, string>;
  /** Options without a value that mean one. */
  switches: Record<string, [name: string, value: string]>;
  /** Options without a value that are about something else. */
  flags: readonly string[];
  /** Options whose value sticks to them, or is asked for. */
  sticky?: readonly string[];
  /** Variables of the environment. */
  variables: Record<string, string>;
  /** What follows without an option. */
  operands: readonly string[];
}

const names = (words: string) => words.split(' ');
const others = (words: string) => Object.fromEntries(names(words).map((word) => [word, '']));

const PSQL: Command = {
  kind: 'postgresql',
  options: {
    ...others('c f v o F R P T L n t j N Z command file set variable output field-separator schema table format'),
    h: 'host',
    p: 'port',
    U: 'user',
    d: 'dbname',
    host: 'host',
    port: 'port',
    username: 'user',
    dbname: 'dbname',
  },
  switches: {},
  flags: names('W w q A a b e E H s S x X 1 l O C password no-password no-psqlrc quiet tuples-only csv list'),
  variables: {
    PGHOST: 'host',
    PGPORT: 'port',
    PGUSER: 'user',
    PGPASSWORD: 'password',
    PGDATABASE: 'dbname',
    PGSSLMODE: 'sslmode',
  },
  operands: ['dbname', 'user'],
};

const MYSQL: Command = {
  kind: 'mysql',
  options: {
    ...others('e execute default-character-set protocol'),
    h: 'host',
    P: 'port',
    u: 'user',
    p: 'password',
    D: 'database',
    S: 'socket',
    host: 'host',
    port: 'port',
    user: 'user',
    password: 'password',
    database: 'database',
    socket: 'socket',
    'ssl-mode': 'sslmode',
    'ssl-ca': 'sslca',
    'ssl-cert': 'sslcert',
    'ssl-key': 'sslkey',
  },
  switches: {
    ssl: ['ssl', 'true'],
    'skip-ssl': ['ssl', 'false'],
    'ssl-verify-server-cert': ['sslverifyidentity', 'true'],
  },
  flags: names('A B C N t v s f E H X b n q r i sql compress batch'),
  sticky: ['p', 'password'],
  variables: { MYSQL_PWD: 'password', MYSQL_HOST: 'host' },
  operands: ['database'],
};

const SQLCMD: Command = {
  kind: 'sqlserver',
  options: { ...others('Q q i o l t h s w v'), S: 'server', U: 'user', P: 'password', d: 'database' },
  switches: { C: ['trustservercertificate', 'true'], N: ['encrypt', 'true'], E: ['integratedsecurity', 'true'] },
  flags: names('G I b e k W'),
  variables: {
    SQLCMDSERVER: 'server',
    SQLCMDUSER: 'user',
    SQLCMDPASSWORD: 'password',
    SQLCMDDBNAME: 'database',
  },
  operands: [],
};

const SNOWSQL: Command = {
  kind: 'snowflake',
  options: {
    ...others('q f o query filename option'),
    a: 'account',
    u: 'user',
    d: 'database',
    s: 'schema',
    w: 'warehouse',
    r: 'role',
    h: 'host',
    p: 'port',
    accountname: 'account',
    username: 'user',
    dbname: 'database',
    schemaname: 'schema',
    warehouse: 'warehouse',
    rolename: 'role',
    host: 'host',
    port: 'port',
  },
  switches: {},
  flags: ['v'],
  variables: { SNOWSQL_PWD: 'password', SNOWSQL_ACCOUNT: 'account', SNOWSQL_USER: 'user' },
  operands: [],
};

export const COMMANDS: Record<string, Command> = {
  psql: PSQL,
  pgcli: PSQL,
  pg_dump: PSQL,
  pg_isready: PSQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  mysqldump: MYSQL,
  mysqlsh: MYSQL,
  mycli: MYSQL,
  sqlcmd: SQLCMD,
  snowsql: SNOWSQL,
};
