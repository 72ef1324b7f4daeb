import { publicMessage, type StageResult, type TestResult } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { withoutWords } from '../without-words.ts';

/** Who hears of a test as it goes, and may end it. */
export interface Watcher {
  onStage?: (stage: StageResult) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Whether the server's own words are for this caller, where the credential is a stored one: those who may write connections
 * may enter another. Whoever entered the secret in this very call knows it anyway.
 */
export function hearsServer({ principal }: TenantContext): boolean {
  return principal.permissions.has('connections:write');
}

/** The result of a test with a stored credential, as its caller may have it. */
export function publicResult(ctx: TenantContext, told: TestResult): TestResult {
  if (hearsServer(ctx)) return told;
  const { serverMessage, serverVersion, ...result } = told;
  const message = publicMessage(told);
  // What the server calls its version is text of its own; the number is enough.
  const version = serverVersion?.match(/\d+(\.\d+)*/)?.[0];
  const stages = result.stages.map(withoutWords);
  return version ? { ...result, message, stages, serverVersion: version } : { ...result, message, stages };
}

/** Whoever may not have the result with the server's words is told the stages without them. */
export function hushed(ctx: TenantContext, { onStage, ...watcher }: Watcher): Watcher {
  if (!onStage || hearsServer(ctx)) return onStage ? { ...watcher, onStage } : watcher;
  return { ...watcher, onStage: (stage) => onStage(withoutWords(stage)) };
}
