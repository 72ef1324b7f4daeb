export * from './create-service-account.ts';
export * from './create-service-account-key.ts';
export * from './delete-service-account.ts';
export * from './get-service-account.ts';
export * from './list-service-account-keys.ts';
export * from './list-service-accounts.ts';
export * from './update-service-account.ts';
