export * from './create-api-key.ts';
export * from './key-text.ts';
export * from './list-api-keys.ts';
export * from './resolve-api-key.ts';
export * from './revoke-api-key.ts';
