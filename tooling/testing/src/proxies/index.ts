export { startTestHaproxy, type TestHaproxy } from './start-test-haproxy.ts';
export { startTestPgbouncer, type TestPgbouncer, type TestPgbouncerOptions } from './start-test-pgbouncer.ts';
