import type { PrivilegeReport, TestResult } from '@portolan/contract';
import type { DriverCall } from '../driver.ts';
import type { StageFailure } from '../stages/stage-failure.ts';
import { StageWalk } from '../stages/stage-walk.ts';
import { visible } from '../stages/visible.ts';
import { DiagnosisError } from './diagnosis-error.ts';
import { failureOf } from './failure-of.ts';

/** What a test that went well knows beyond its stages. */
export interface Diagnosis {
  /** What there is to say, where that is more than that it went well. */
  message?: string | undefined;
  serverVersion?: string | undefined;
  privileges?: PrivilegeReport | undefined;
  /** Sentences about what works and yet should not be so. */
  warnings?: string[] | undefined;
}

/** Walks the stages of a connection test; every failure becomes the answer. */
export async function diagnose(call: DriverCall, work: (walk: StageWalk) => Promise<Diagnosis>): Promise<TestResult> {
  const walk = new StageWalk(call.onStage);
  try {
    const { message = 'Connection successful', serverVersion, privileges, warnings = [] } = await work(walk);
    walk.succeed();
    return {
      success: true,
      message,
      latencyMs: walk.elapsedMs,
      stages: walk.stages,
      ...(serverVersion === undefined ? {} : { serverVersion: visible(serverVersion) }),
      ...(walk.tls ? { tls: walk.tls } : {}),
      ...(privileges ? { privileges: { ...privileges, summary: visible(privileges.summary) } } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  } catch (error) {
    const {
      stage,
      code = 'DRIVER_CRASHED',
      message = '',
      serverMessage,
      errorNumber,
    } = walk.fail(await settled(walk, error));
    const { elapsedMs: latencyMs, stages, tls } = walk;
    return {
      success: false,
      message,
      latencyMs,
      code,
      stage,
      ...(serverMessage ? { serverMessage } : {}),
      ...(errorNumber ? { errorNumber } : {}),
      stages,
      ...(tls ? { tls } : {}),
    };
  }
}

/** Walks the same stages for an introspection, whose failures are thrown. */
export async function* chart<T>(work: (walk: StageWalk) => AsyncIterable<T>): AsyncGenerator<T, void> {
  const walk = new StageWalk();
  try {
    yield* work(walk);
  } catch (error) {
    const { code = 'DRIVER_CRASHED', message = '' } = walk.fail(await settled(walk, error));
    throw new DiagnosisError(code, message, walk.stages);
  }
}

/** The failure, once it is sure how the connection ended where that makes a difference. */
async function settled(walk: StageWalk, error: unknown): Promise<StageFailure> {
  const failure = failureOf(error);
  if (failure.code === 'WRONG_SERVICE' || failure.code === 'TLS_UNSUPPORTED') await walk.line?.settle();
  return failure;
}
