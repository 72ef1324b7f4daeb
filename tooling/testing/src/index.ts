export * from './secret-scan.ts';
export * from './server-process.ts';
export * from './test-database.ts';
