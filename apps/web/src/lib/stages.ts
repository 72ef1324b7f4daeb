import { STAGES, type Stage, type StageResult, TEAM_OF_CODE, type TestResult } from '@portolan/contract';
import { stages as english } from '../locales/en.ts?stages';
import { localized } from './locale.ts';

const t = localized('stages', english);

export function stageName(stage: Stage): string {
  return t().names[stage];
}

/** A walk to something: the stages it may have, in their order, and what they are called. */
export interface Walk {
  order: readonly string[];
  nameOf(stage: string): string;
}

/** What is told of a stage, of whatever walk. */
export type WalkedStage = Pick<StageResult, 'ok' | 'ms'> & { stage: string; code?: string | undefined };

/** To a database. */
export const CONNECTION_WALK: Walk = { order: STAGES, nameOf: (stage) => stageName(stage as Stage) };

/** The stage that stopped the walk. */
export function failedStage<S extends { ok: boolean }>(stages: readonly S[]): S | undefined {
  return stages.find((stage) => !stage.ok);
}

/** The stage that is walked after those that have ended; none after a failure, which ends the walk. */
export function runningStage(stages: readonly WalkedStage[], order: readonly string[] = STAGES): string | undefined {
  const last = stages.at(-1);
  if (last && !last.ok) return undefined;
  return order[last ? order.indexOf(last.stage) + 1 : 0];
}

/** Whom to call about a failure; nobody where it mends itself. */
export function whomToCall({ team, code }: Pick<StageResult, 'team' | 'code'>): string | undefined {
  const who = team ?? (code && TEAM_OF_CODE[code]);
  return who && who !== 'nobody' ? t().calls[who] : undefined;
}

export type Outcome = 'success' | 'failure' | 'starting';

/** A warehouse that is only starting has neither passed nor failed. */
export function outcomeOf({ success, code }: Pick<TestResult, 'success' | 'code'>): Outcome {
  if (success) return 'success';
  return code === 'WAREHOUSE_STARTING' ? 'starting' : 'failure';
}

/** "Connection successful (145ms)"; the message alone when the test failed. */
export function testHeadline(result: Pick<TestResult, 'success' | 'message' | 'latencyMs'>): string {
  return result.success ? `${result.message} (${Math.round(result.latencyMs)}ms)` : result.message;
}
