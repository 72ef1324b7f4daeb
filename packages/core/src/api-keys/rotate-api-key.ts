import { type RotateApiKeyInput, type RotatedApiKey, USUAL_OVERLAP_HOURS } from '@portolan/contract';
import type { ApiKeyRow } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { assertGrantable } from '../roles/assert-grantable.ts';
import { newKey } from './key-text.ts';
import { assertMayManage, assertPerson, requireKey } from './may-manage.ts';
import { toApiKey } from './view.ts';
import { expiryOf } from './write-key.ts';

const HOUR_MS = 3_600_000;

/**
 * Gives a key a new secret. The former one works on for the overlap, never longer than the key would have; one at a time,
 * so that nobody who still uses an older one is cut off unseen. Only whom the key works as rotates it, and of a service
 * account whoever manages it and holds what the key was given: the new secret is theirs to use.
 */
export async function rotateApiKey(ctx: TenantContext, input: RotateApiKeyInput): Promise<RotatedApiKey> {
  assertPerson(ctx);
  expiryOf(input);
  return mutate(
    ctx,
    async (em, held) => {
      const { key: row, whose } = await requireKey(em, held, input.id);
      const by = { own: ['api_key:create'], service: ['service_account:update'], other: [] } as const;
      assertMayManage(held, row.id, whose, by);
      if (whose === 'service') assertGrantable(held, row.permissionIds, { type: 'api_key', id: row.id });
      assertRotatable(row);
      const { key, secretHash } = await newKey(row.id);
      const rotatedAt = new Date();
      const formerUntil = endOfFormer(row, rotatedAt, input.overlapHours ?? USUAL_OVERLAP_HOURS);
      row.formerHash = formerUntil && row.secretHash;
      row.formerUntil = formerUntil;
      row.secretHash = secretHash;
      row.generation += 1;
      row.rotatedAt = rotatedAt;
      if (input.expiresAt !== undefined) row.expiresAt = expiryOf(input);
      await em.flush();
      const until = { formerUntil: formerUntil?.toISOString() ?? null };
      const details = { name: row.name, ...until, expiresAt: row.expiresAt?.toISOString() ?? null };
      await recordEvent(em, held, { action: 'apiKeys:rotate', entityType: 'api_key', entityId: row.id, details });
      return { ...toApiKey(row), key, rotatedAt: rotatedAt.toISOString(), ...until };
    },
    { tenantTurn: true },
  );
}

function assertRotatable({ expiresAt, formerUntil }: ApiKeyRow): void {
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw conflict('expired', 'This key has expired; make another one');
  if (!formerUntil || formerUntil.getTime() <= Date.now()) return;
  const until = formerUntil.toISOString();
  throw conflict('overlap_running', `The former secret of this key works until ${until}; end it first`);
}

function conflict(code: string, message: string): AppError {
  return new AppError('CONFLICT', message, { details: [{ path: 'id', code, message }] });
}

function endOfFormer({ expiresAt }: ApiKeyRow, from: Date, hours: number): Date | null {
  if (hours === 0) return null;
  const until = from.getTime() + hours * HOUR_MS;
  return new Date(expiresAt ? Math.min(until, expiresAt.getTime()) : until);
}
