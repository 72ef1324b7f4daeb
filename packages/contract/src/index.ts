import './messages.ts';

export * from './auth.ts';
export * from './connection-kinds.ts';
export * from './connections.ts';
export * from './credentials.ts';
export * from './diagnosis.ts';
export * from './errors.ts';
export * from './health.ts';
export * from './introspection.ts';
export * from './paging.ts';
export * from './permissions.ts';
export * from './problem.ts';
export * from './tenants.ts';
export * from './text.ts';
