import { attestChain, INSTALLATION_CHAIN, recordEvent, renewSeals } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { resealHypervisors } from '../hypervisors/index.ts';
import { resealTargets } from '../notifications/index.ts';
import { type RotatedCredentials, rotateCredentials } from './rotate-credentials.ts';
import { explainKeys } from './stored-keys.ts';

export interface RotatedKeys extends RotatedCredentials {
  /** Audit events that the current key vouches for from now on. */
  attested: number;
  /** Chains with an event that is not as it was written, or that no configured key speaks for, and where. */
  broken: { chainId: string; log: string; at: number }[];
}

export interface RotationProgress {
  credentials(more: number): void;
  events(more: number): void;
}

/**
 * Brings everything under the current key: credentials are encrypted anew, and the key vouches for the audit events of the
 * others. Afterwards those are needed for tokens only, for as long as tokens live. Safe beside servers at work. A key
 * beside which none of the installation's is configured would open nothing, and its own event would need it for ever.
 */
export async function rotateKeys(ctx: Context, progress: RotationProgress): Promise<RotatedKeys> {
  const { services } = ctx;
  if ((await services.storedKeys.recognise()) === 'foreign') {
    throw new AppError('CONFLICT', explainKeys(services.storedKeys.missing));
  }
  await services.db.transaction({}, (em) => recordEvent(em, ctx, { ...eventOf(ctx), outcome: 'started' }));
  const credentials = await rotateCredentials(services, progress.credentials);
  await resealTargets(services);
  await resealHypervisors(services);
  const chains = await services.db.ownerTransaction((em) =>
    em.execute<{ id: string; log: string }[]>(CHAINS, [INSTALLATION_CHAIN]),
  );
  const result: RotatedKeys = { ...credentials, attested: 0, broken: [] };
  for (const { id, log } of chains) {
    const { attested, brokenAt } = await attestChain(services, id, progress.events);
    result.attested += attested;
    if (brokenAt !== null) result.broken.push({ chainId: id, log, at: brokenAt });
  }
  await services.db.ownerTransaction((em) => renewSeals(em, services.keyring));
  await recordRotation(ctx, result);
  return result;
}

const CHAINS = `
  select c.id, case when c.id = ? then '(installation)' else coalesce(t.slug, c.id::text) end as log
  from audit_chains c left join tenants t on t.id = c.id order by c.id`;

async function recordRotation(ctx: Context, { rotated, unreadable, attested, broken }: RotatedKeys): Promise<void> {
  const event = eventOf(ctx);
  const details = { ...event.details, rotated, unreadable, attested, broken };
  await ctx.services.db.transaction({}, (em) => recordEvent(em, ctx, { ...event, details }));
}

function eventOf({ services }: Context) {
  return { action: 'keys:rotate', details: { keyId: services.keyring.current.id } } as const;
}
