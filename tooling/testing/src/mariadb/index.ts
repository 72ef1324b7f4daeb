export { type MysqlAccess, mysqlFromUrl } from './mysql-from-url.ts';
export { startTestMariadb, type TestMariadb, type TestMariadbOptions } from './start-test-mariadb.ts';
export { LONGEST, ODD_NAMES, TRICKY_MARIADB } from './tricky-schema.ts';
