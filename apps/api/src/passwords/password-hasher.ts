import { createPasswordHasher } from '@portolan/platform/passwords';
import { openArgon2id } from './open-argon2id.ts';

export const passwordHasher = createPasswordHasher(openArgon2id());
