import type { StageResult, TestResult } from '@portolan/contract';

/** Notes of stages that passed, but those that the report says in a place of their own. */
export function stageNotes({ stages, privileges }: Pick<TestResult, 'stages' | 'privileges'>): string[] {
  const isSaid = ({ stage }: StageResult) => stage === 'tls' || (stage === 'privileges' && privileges !== undefined);
  return stages.flatMap((stage) => (stage.ok && stage.message && !isSaid(stage) ? [stage.message] : []));
}
