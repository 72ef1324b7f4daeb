import { type ConnectionKind, KIND_LABELS } from '@portolan/contract';
import { chart, diagnose } from './diagnosis/diagnose.ts';
import { StageFailure } from './diagnosis/stage-failure.ts';
import type { StageWalk } from './diagnosis/stage-walk.ts';
import type { TargetDriver } from './target-driver.ts';

/** Stands for a kind that can be kept but not reached yet: answers at the first stage and dials nobody. */
export function unsupportedDriver(kind: ConnectionKind): TargetDriver {
  const refuse = async (walk: StageWalk): Promise<never> => {
    walk.enter('config');
    throw new StageFailure(
      'UNSUPPORTED_YET',
      `${KIND_LABELS[kind]} connections cannot be tested or charted yet`,
      'The connection is kept; test it with a client of its own until its driver is here',
    );
  };
  return {
    test: () => diagnose(refuse),
    schemas: () => chart(refuse),
    tables: () => chart(refuse),
    fields: () => chart(refuse),
  };
}
