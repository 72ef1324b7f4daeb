import type { LoginInput } from '@portolan/contract';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { localized } from '../../lib/locale.ts';
import { signIn as texts } from '../../locales/en.ts?signIn';

export const t = localized('signIn', texts);

export function validateSignIn(input: LoginInput): FieldErrors {
  return {
    ...(input.username.trim() === '' && { username: t().emailMissing }),
    ...(input.password === '' && { password: t().passwordMissing }),
  };
}

/** Signs in; answers what is wrong, or null. Never says which of the two was not right. */
export async function signIn(input: LoginInput): Promise<string | null> {
  try {
    await api.auth.login.mutate({ username: input.username.trim(), password: input.password });
    return null;
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'UNAUTHORIZED' || failure.code === 'VALIDATION_ERROR') {
      return t().refused;
    }
    return failure.message;
  }
}
