import type { ConnectionIdInput, HealthDetail } from '@portolan/contract';
import { recordEvent } from '../audit/index.ts';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { checkClaimed } from './checked.ts';
import { claimOne } from './claim.ts';
import { getHealth } from './get-health.ts';
import { keepSamples, keepStates } from './keep-checked.ts';

/** How long somebody else's check of it is waited for. */
const PATIENCE_MS = 12_000;
const LOOK_MS = 200;

/** Checks a connection now, due or not, and answers how it is. Where it is being checked already, that is waited for. */
export async function checkNow(ctx: TenantContext, input: ConnectionIdInput): Promise<HealthDetail> {
  const { services } = ctx;
  await services.attempts.test.consume(ctx.principal.userId);
  await mutate(ctx, async (em, held) => {
    const { id, name } = await requireConnection(em, held, input.id);
    await recordEvent(em, held, {
      action: 'health:checkNow',
      entityType: 'connection',
      entityId: id,
      details: { name },
    });
  });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const claimed = await services.db.ownerTransaction((em) => claimOne(em, input.id));
    if (claimed) {
      await keepSamples(services, await keepStates(services, [await checkClaimed(services, claimed)]));
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return getHealth(ctx, input);
}
