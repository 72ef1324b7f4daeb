// In this order always: what is compiled for them at a build is found again by the number of each.
export { systemSchemas } from './system-schemas.ts';
export { tenantSchemas } from './tenant-schemas.ts';
