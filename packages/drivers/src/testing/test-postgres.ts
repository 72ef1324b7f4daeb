// biome-ignore lint/style/noRestrictedImports: the testing package does not name this folder in its exports
export * from '../../../../tooling/testing/src/postgres/index.ts';
