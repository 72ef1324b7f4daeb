import type { Preferences } from '@portolan/contract';
import type { SessionContext } from '../context.ts';
import { readPreferences } from './read-preferences.ts';

export function getPreferences(ctx: SessionContext): Promise<Preferences> {
  const { userId } = ctx.principal;
  return ctx.services.db.transaction({ userId }, (em) => readPreferences(em, userId));
}
