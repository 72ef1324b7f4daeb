import type { DiagnosisCode, Stage } from '@portolan/contract';

/** Ends a walk. `stage` is given where the evidence points at another stage than the one that was running. */
export class StageFailure extends Error {
  readonly code: DiagnosisCode;
  readonly remedy: string;
  readonly stage: Stage | undefined;

  constructor(code: DiagnosisCode, message: string, remedy: string, stage?: Stage) {
    super(message);
    this.name = 'StageFailure';
    this.code = code;
    this.remedy = remedy;
    this.stage = stage;
  }
}
