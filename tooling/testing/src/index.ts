export * from './quick-hash.ts';
export * from './raw-http.ts';
export * from './secret-scan.ts';
export * from './server-process.ts';
export * from './smtp-server.ts';
export * from './test-database.ts';
export * from './with-database.ts';
