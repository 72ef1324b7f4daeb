import type { HypervisorCode, HypervisorStage, HypervisorStageResult, HypervisorTestResult } from '@portolan/contract';
import { REMEDIES } from './remedies.ts';

/** A stage of a test has failed: what is behind it is not walked. */
export class StageFailure extends Error {
  readonly code: HypervisorCode;
  readonly remedy: string | undefined;

  constructor(code: HypervisorCode, message: string, remedy?: string) {
    super(message);
    this.name = 'StageFailure';
    this.code = code;
    this.remedy = remedy;
  }
}

type OnStage = (stage: HypervisorStageResult) => void;

/** The stages of a test as they are walked. */
export class StageWalk {
  readonly stages: HypervisorStageResult[] = [];
  readonly #onStage: OnStage;
  readonly #explain: (error: unknown) => StageFailure;

  constructor(onStage: OnStage, explain: (error: unknown) => StageFailure) {
    this.#onStage = onStage;
    this.#explain = explain;
  }

  /** Walks one stage; `say` gives its success a sentence. Throws what has failed it, explained. */
  async stage<T>(
    stage: HypervisorStage,
    work: () => Promise<T> | T,
    say?: (value: T) => string | undefined,
  ): Promise<T> {
    const started = performance.now();
    const ms = () => Math.round(performance.now() - started);
    try {
      const value = await work();
      const message = say?.(value);
      this.#tell(message ? { stage, ok: true, ms: ms(), message } : { stage, ok: true, ms: ms() });
      return value;
    } catch (error) {
      const failure = this.#explain(error);
      const { remedy, team } = REMEDIES[failure.code];
      const { code, message } = failure;
      this.#tell({ stage, ok: false, ms: ms(), code, message, remedy: failure.remedy ?? remedy, team });
      throw failure;
    }
  }

  #tell(stage: HypervisorStageResult): void {
    this.stages.push(stage);
    this.#onStage(stage);
  }
}

/** The answer to a test that has failed in its last stage. */
export function failedTest(stages: HypervisorStageResult[]): HypervisorTestResult {
  const last = stages.at(-1);
  return {
    success: false,
    message: last?.message ?? 'The test has failed',
    latencyMs: total(stages),
    ...(last?.code ? { code: last.code } : {}),
    ...(last ? { stage: last.stage } : {}),
    stages,
  };
}

export const total = (stages: HypervisorStageResult[]) => stages.reduce((sum, { ms }) => sum + ms, 0);
