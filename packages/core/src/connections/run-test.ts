import type { TestConnectionInput, TestResult } from '@portolan/contract';
import type { DataConnectionRow } from '@portolan/db';
import type { ConnectionTarget } from '@portolan/drivers';
import { beginAct, endAct } from '../audit/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { type CredentialRefusal, REENTRY_REQUIRED, refusedTest, targetOf, toTarget } from './connection-target.ts';
import { credentialOf } from './credential.ts';
import { isBoundHere } from './destination.ts';
import { requireConnection } from './find-connection.ts';
import { optionsFor } from './options.ts';
import { hushed, publicResult, type Watcher } from './public-result.ts';
import { foundByTest, outcomeOfTest, testAct } from './test-act.ts';

/** The test of what is not saved: nothing is stored but the audit events. Whoever asks has counted it. */
export async function runTest(
  ctx: TenantContext,
  input: TestConnectionInput,
  watcher: Watcher = {},
): Promise<TestResult> {
  const { lender, isLent, target } = await unsavedTarget(ctx, input);
  const act = testAct(input, lender);
  await beginAct(ctx, act);
  const result =
    'code' in target
      ? refusedTest(target)
      : await ctx.services.drivers.diagnose(target, {
          tenant: ctx.tenant.id,
          ...(isLent ? hushed(ctx, watcher) : watcher),
        });
  await endAct(ctx, act, outcomeOfTest(result), foundByTest(result));
  return isLent ? publicResult(ctx, result) : result;
}

interface UnsavedTarget {
  /** The saved connection that was named. */
  lender?: { id: string; name: string };
  /** Whether the credential is a stored one, which the caller did not enter. */
  isLent: boolean;
  target: ConnectionTarget | CredentialRefusal;
}

/** A saved connection lends its credential to the destination it was entered for, and to no other. */
async function unsavedTarget(ctx: TenantContext, input: TestConnectionInput): Promise<UnsavedTarget> {
  const asked = { ...input, useSsl: input.useSsl ?? false, options: optionsFor(input.dbType, input.options ?? null) };
  const credential = credentialOf(input);
  const { connectionId } = input;
  if (!connectionId) return { isLent: false, target: toTarget(asked, credential ?? null) };
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, connectionId));
  return { lender: row, isLent: credential === undefined, target: await lentTarget(ctx, row, { asked, credential }) };
}

async function lentTarget(
  ctx: TenantContext,
  row: DataConnectionRow,
  { asked, credential }: { asked: Parameters<typeof toTarget>[0]; credential: ReturnType<typeof credentialOf> },
): Promise<ConnectionTarget | CredentialRefusal> {
  if (credential !== undefined) return toTarget(asked, credential);
  const bound = { options: row.options ?? null };
  if (row.credentialDestination && !isBoundHere(row.credentialDestination, asked, bound)) return REENTRY_REQUIRED;
  const lender = await targetOf(ctx.services.keyring, row);
  return 'code' in lender ? lender : toTarget(asked, lender.credential);
}
