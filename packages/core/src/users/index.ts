export * from './get-user.ts';
export * from './list-users.ts';
export { memberListStatement } from './member-statement.ts';
export * from './remove-user.ts';
export * from './set-user-active.ts';
export * from './sync-account.ts';
