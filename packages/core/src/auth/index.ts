export * from './get-me.ts';
export * from './issue-token.ts';
export * from './login.ts';
export * from './logout.ts';
export * from './resolve-principal.ts';
export * from './seed-operator.ts';
export * from './sessions.ts';
export * from './tokens.ts';
