import type { StageResult, TestConnectionInput, TestResult } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { assertStillAllowed, mutate } from '../mutate.ts';
import { type CredentialRefusal, REENTRY_REQUIRED, refusedTest, targetOf, toTarget } from './connection-target.ts';
import { credentialOf } from './credential.ts';
import { destinationOf } from './destination.ts';
import { requireConnection } from './find-connection.ts';
import { optionsFor } from './options.ts';

/** Tests what is not saved. Nothing is stored but the audit event; a database that fails is an answer. */
export async function testConnection(
  ctx: TenantContext,
  input: TestConnectionInput,
  watcher: { onStage?: (stage: StageResult) => void; signal?: AbortSignal | undefined } = {},
): Promise<TestResult> {
  const target = await unsavedTarget(ctx, input);
  const result =
    'code' in target
      ? refusedTest(target)
      : await ctx.services.drivers.diagnose(target, { tenant: ctx.tenant.id, ...watcher });
  const details = {
    dbType: input.dbType,
    host: input.host,
    port: input.port,
    success: result.success,
    code: result.code,
  };
  const entity = input.connectionId ? { entityType: 'connection', entityId: input.connectionId } : {};
  await mutate(ctx, (em, held) => recordEvent(em, held, { action: 'connections:test', ...entity, details }));
  return result;
}

/** A saved connection lends its credential to the destination it was entered for, and to no other. */
async function unsavedTarget(
  ctx: TenantContext,
  input: TestConnectionInput,
): Promise<ConnectionTarget | CredentialRefusal> {
  const asked = { ...input, useSsl: input.useSsl ?? false, options: optionsFor(input.dbType, input.options ?? null) };
  const credential = credentialOf(input);
  const { connectionId } = input;
  if (!connectionId) {
    await assertStillAllowed(ctx);
    return toTarget(asked, credential ?? null);
  }
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, connectionId));
  if (credential !== undefined) return toTarget(asked, credential);
  if (row.credentialDestination && row.credentialDestination !== destinationOf(asked)) return REENTRY_REQUIRED;
  const lender = await targetOf(ctx.services.keyring, row);
  return 'code' in lender ? lender : toTarget(asked, lender.credential);
}
