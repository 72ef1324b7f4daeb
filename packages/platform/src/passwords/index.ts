export * from './argon2id.ts';
export { createPasswordHasher } from './password-hasher.ts';
