import type { Stage, StageResult, TestResult } from '@portolan/contract';

export const STAGE_LABELS: Record<Stage, string> = {
  config: 'Check settings',
  policy: 'Check network policy',
  dns: 'Resolve host',
  tcp: 'Open connection',
  tls: 'TLS handshake',
  auth: 'Sign in',
  database: 'Open database',
  query: 'Run a query',
  privileges: 'Check privileges',
};

/** The same as the end of a sentence: "Failed to …". */
export const STAGE_LABELS_IN_TEXT: Record<Stage, string> = {
  config: 'use these settings',
  policy: 'pass the network policy',
  dns: 'resolve the host name',
  tcp: 'open a network connection',
  tls: 'agree on TLS',
  auth: 'sign in to the database server',
  database: 'open the database',
  query: 'run a query',
  privileges: 'check the privileges',
};

/** The stage that stopped the walk. */
export function failedStage(stages: readonly StageResult[]): StageResult | undefined {
  return stages.find((stage) => !stage.ok);
}

/** Notes of stages that passed, such as an unverified certificate. */
export function stageNotes(stages: readonly StageResult[]): string[] {
  return stages.flatMap((stage) => (stage.ok && stage.message ? [stage.message] : []));
}

/** "Connection successful (145ms)"; the message alone when the test failed. */
export function testHeadline(result: Pick<TestResult, 'success' | 'message' | 'latencyMs'>): string {
  return result.success ? `${result.message} (${Math.round(result.latencyMs)}ms)` : result.message;
}
