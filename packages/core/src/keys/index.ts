export * from './read-key-usage.ts';
export * from './rotate-credentials.ts';
export * from './rotate-keys.ts';
export * from './stored-keys.ts';
