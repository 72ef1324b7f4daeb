import type { ConnectionKind, TestResult } from '@portolan/contract';
import type { Act } from '../audit/index.ts';

interface Tested {
  dbType: ConnectionKind;
  host: string;
  port: number;
}

/** A test as the audit log tells of it: of a saved connection, or of the host that nobody has saved. */
export function testAct({ dbType, host, port }: Tested, saved?: { id: string; name: string }): Act {
  const details = { ...(saved ? { name: saved.name } : {}), dbType, host, port };
  if (!saved) return { action: 'connections:test', entityType: 'host', details };
  return { action: 'connections:test', entityType: 'connection', entityId: saved.id, details };
}

export function outcomeOfTest({ success }: TestResult): 'success' | 'failure' {
  return success ? 'success' : 'failure';
}

/** What a test found out, without a word of the server. */
export function foundByTest({ success, latencyMs, code, errorNumber }: TestResult): Record<string, unknown> {
  return { success, latencyMs, code, ...(errorNumber ? { errorNumber } : {}) };
}
