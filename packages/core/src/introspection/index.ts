export * from './list-fields.ts';
export * from './list-schemas.ts';
export * from './list-tables.ts';
