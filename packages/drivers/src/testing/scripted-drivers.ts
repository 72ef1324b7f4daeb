import type { TestResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { DriverGateway, IntrospectionOutline, TablesJson } from '../driver.ts';
import { tableOf } from './table.ts';

const SUCCESS: TestResult = { success: true, message: 'Connection successful', latencyMs: 1, stages: [] };

export interface ScriptedDrivers extends DriverGateway {
  /** Calls so far, by tenant. */
  readonly tenants: string[];
  /** Pages that were made, and introspections that were left. */
  readonly seen: { pages: number; left: number };
}

/** Drivers without a database: they do what the host name of the target says. */
export function scriptedDrivers(table = tableOf()): ScriptedDrivers {
  const tenants: string[] = [];
  const seen = { pages: 0, left: 0 };
  return {
    tenants,
    seen,
    async diagnose(target, caller = {}) {
      tenants.push(caller.tenant ?? '');
      if (target.host === 'silent') {
        const { signal } = caller;
        await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        seen.left++;
      }
      if (target.host === 'slow') await new Promise((resolve) => setTimeout(resolve, 1_200));
      for (const stage of ['config', 'policy', 'dns'] as const) caller.onStage?.({ stage, ok: true, ms: 1 });
      return SUCCESS;
    },
    check: async ({ host }) => (host === 'nobody' ? null : SUCCESS),
    async *introspect(target, _, { signal } = {}): AsyncGenerator<IntrospectionOutline | TablesJson, void> {
      const schemas = [{ name: 'public', isDefault: true, isSystem: false }];
      const tablesTotal = 1_000_000;
      yield { kind: 'outline', catalogs: [], schemas, tablesTotal, columnsTotal: null, warnings: [] };
      try {
        for (let page = 1; target.host === 'endless' || page <= 3; page++) {
          if (signal?.aborted) throw new DiagnosisError('CANCELLED', 'The call was cancelled', []);
          seen.pages++;
          const json = JSON.stringify(Array.from({ length: page }, () => table));
          yield { kind: 'tables', count: page, json, known: [], warnings: [] };
        }
      } finally {
        if (target.host === 'endless') seen.left++;
      }
    },
    async schemas({ host }) {
      if (host === 'failing')
        throw new DiagnosisError('AUTH_FAILED', 'The login failed', [{ stage: 'auth', ok: false, ms: 2 }]);
      return { items: [{ name: 'public', isDefault: true, isSystem: false }], catalogs: ['db'], snapshot: null };
    },
    tables: async () => ({ items: [], total: 0, page: 1, pageSize: 10, totalPages: 0, snapshot: null }),
    fields: async () => null,
    warm: async () => {},
    load: () => ({ processes: 1, busy: 0, waiting: 0, crashes: 0, failing: false }),
    close: async () => {},
  };
}
