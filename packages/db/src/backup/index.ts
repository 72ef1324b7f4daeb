export * from './dump-database.ts';
export * from './load-database.ts';
export * from './manifest.ts';
export * from './restore-journal.ts';
