export * from './create-system-roles.ts';
export * from './seed-permissions.ts';
