export { type MysqlAccess, mysqlFromUrl } from './mysql-from-url.ts';
export { startTestMariadb, type TestMariadb, type TestMariadbOptions } from './start-test-mariadb.ts';
