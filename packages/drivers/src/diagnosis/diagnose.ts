import type { TestResult } from '@portolan/contract';
import { DiagnosisError } from '../driver.ts';
import { failureOf } from './failure-of.ts';
import { StageWalk } from './stage-walk.ts';

/** What a test that went well knows beyond its stages. */
export interface Diagnosis {
  serverVersion?: string | undefined;
}

/** Walks the stages of a connection test; every failure becomes the answer. */
export async function diagnose(work: (walk: StageWalk) => Promise<Diagnosis>): Promise<TestResult> {
  const walk = new StageWalk();
  try {
    const { serverVersion } = await work(walk);
    walk.succeed();
    const { elapsedMs, stages } = walk;
    const head = { success: true, message: 'Connection successful', latencyMs: elapsedMs, stages };
    return serverVersion === undefined ? head : { ...head, serverVersion };
  } catch (error) {
    const failure = failureOf(error);
    const { stage } = walk.fail(failure);
    const { code, message } = failure;
    return { success: false, message, latencyMs: walk.elapsedMs, code, stage, stages: walk.stages };
  }
}

/** Walks the same stages for a charting call, whose failures are thrown. */
export async function chart<T>(work: (walk: StageWalk) => Promise<T>): Promise<T> {
  const walk = new StageWalk();
  try {
    return await work(walk);
  } catch (error) {
    const failure = failureOf(error);
    walk.fail(failure);
    throw new DiagnosisError(failure.code, failure.message, walk.stages);
  }
}
