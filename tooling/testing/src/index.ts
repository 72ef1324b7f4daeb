export * from './secret-scan.ts';
export * from './test-database.ts';
