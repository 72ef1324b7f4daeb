import type { Me, UpdateProfileInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { getMe } from './get-me.ts';

/** What the caller wants to be called; what is left out stays, and nothing or null clears. */
export async function updateProfile(ctx: SessionContext, input: UpdateProfileInput): Promise<Me> {
  const { userId } = ctx.principal;
  const after = await mutate(ctx, async (em, held) => {
    const before = namesOf(held.principal);
    const names = {
      firstName: input.firstName === undefined ? before.firstName : input.firstName || null,
      lastName: input.lastName === undefined ? before.lastName : input.lastName || null,
    };
    const sql = 'update users set first_name = ?, last_name = ?, updated_at = now() where id = ?';
    await em.execute(sql, [names.firstName, names.lastName, userId], 'run');
    const details = { before, after: names };
    await recordEvent(em, held, { action: 'auth:updateProfile', entityType: 'user', entityId: userId, details });
    return names;
  });
  return getMe({ ...ctx, principal: { ...ctx.principal, ...after } });
}

function namesOf({ firstName, lastName }: SessionContext['principal']) {
  return { firstName, lastName };
}
