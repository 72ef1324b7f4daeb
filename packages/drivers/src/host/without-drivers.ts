import { type StageResult, TEAM_OF_CODE } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { DriverGateway, DriverLoad } from '../driver.ts';

const CODE = 'DRIVER_HOST_UNREACHABLE';
const NO_LOAD: DriverLoad = { processes: 0, busy: 0, waiting: 0, crashes: 0, failing: false };

/** The gateway of an installation that has nothing to run drivers with: every call is told so, and how to mend it. */
export function withoutDrivers(message: string, remedy: string): DriverGateway {
  const stage: StageResult = {
    stage: 'config',
    ok: false,
    ms: 0,
    code: CODE,
    message,
    remedy,
    team: TEAM_OF_CODE[CODE],
  };
  const refuse = () => Promise.reject(new DiagnosisError(CODE, message, [stage]));
  return {
    async diagnose(_target, { onStage } = {}) {
      onStage?.(stage);
      return { success: false, message, latencyMs: 0, code: CODE, stage: stage.stage, stages: [stage] };
    },
    check: async () => null,
    // biome-ignore lint/correctness/useYield: it fails before its first page.
    async *introspect() {
      await refuse();
    },
    schemas: refuse,
    tables: refuse,
    fields: refuse,
    warm: async () => {},
    load: () => NO_LOAD,
    close: async () => {},
  };
}
