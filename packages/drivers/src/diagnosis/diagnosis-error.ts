import type { DiagnosisCode, StageResult } from '@portolan/contract';

/** A target database failed while it was charted: the stages tell how far the call got. */
export class DiagnosisError extends Error {
  readonly code: DiagnosisCode;
  readonly stages: StageResult[];

  constructor(code: DiagnosisCode, message: string, stages: StageResult[]) {
    super(message);
    this.name = 'DiagnosisError';
    this.code = code;
    this.stages = stages;
  }
}
