export type { EntityManager } from '@mikro-orm/postgresql';
export * from './migrate.ts';
export * from './system/app-role.ts';
export * from './system/entities.ts';
export * from './system/statements.ts';
export * from './system/system-database.ts';
export * from './tenant-databases.ts';
export * from './sample/sample-database.ts';
