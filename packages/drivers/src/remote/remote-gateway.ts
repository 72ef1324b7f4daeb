import type { FieldList, SchemaList, TablePage, TestResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { Caller, DriverGateway } from '../driver.ts';
import type { AnswerLine, Lane, RemoteCall } from '../wire/index.ts';
import { failureOfTrouble, resultOfTrouble } from './failure-of-trouble.ts';
import { HostTrouble, Left } from './host-trouble.ts';
import type { Hosts } from './hosts.ts';

/** What the host's own limits may add up to: loading, a call beyond its deadline, and the way. Milliseconds. */
const CALL_CAP_MS = 42_000;
const READING_CAP_MS = 100_000;

/** The gateway to drivers that run on other hosts. */
export function remoteGateway(hosts: Hosts, lane: Lane, version: string): DriverGateway {
  let busy = 0;

  async function* say(call: RemoteCall, caller: Caller = {}) {
    const capMs = call.verb === 'introspect' ? READING_CAP_MS : CALL_CAP_MS;
    busy++;
    try {
      yield* hosts.ask({ sealed: { lane, tenant: caller.tenant ?? '', call }, capMs }, caller.signal);
    } finally {
      busy--;
    }
  }

  const ask = async <T>(call: RemoteCall, caller?: Caller, onLine: (line: AnswerLine) => void = () => {}) => {
    for await (const { line } of say(call, caller)) {
      if (line.type === 'failure') throw new DiagnosisError(line.code, line.message, line.stages);
      // Held against the verb's own schema before it came here.
      if (line.type === 'answer') return line.value as T;
      onLine(line);
    }
    throw new HostTrouble('broken');
  };
  const rethrow = (error: unknown): never => {
    throw isTrouble(error) ? failureOfTrouble(error, version) : error;
  };
  const answered = <T>(call: RemoteCall, caller?: Caller) => ask<T>(call, caller).catch(rethrow);

  return {
    async diagnose(target, caller = {}) {
      const { onStage } = caller;
      const begun = performance.now();
      try {
        return await ask<TestResult>({ verb: 'diagnose', target, telling: onStage !== undefined }, caller, (line) => {
          if (line.type === 'stage') onStage?.(line.stage);
        });
      } catch (error) {
        if (!isTrouble(error)) throw error;
        return resultOfTrouble(error, version, Math.round(performance.now() - begun));
      }
    },
    async check(target, caller) {
      try {
        return await ask<TestResult | null>({ verb: 'check', target }, caller);
      } catch (error) {
        if (!isTrouble(error)) throw error;
        return null;
      }
    },
    async *introspect(target, scope, caller = {}) {
      try {
        for await (const { line, tail } of say({ verb: 'introspect', target, scope }, caller)) {
          if (line.type === 'failure') throw new DiagnosisError(line.code, line.message, line.stages);
          if (line.type !== 'page') continue;
          yield line.page.kind === 'outline' ? line.page : { ...line.page, json: tail };
        }
      } catch (error) {
        rethrow(error);
      }
    },
    schemas: (target, caller) => answered<SchemaList>({ verb: 'schemas', target }, caller),
    tables: (target, query, caller) => answered<TablePage>({ verb: 'tables', target, query }, caller),
    fields: (target, query, caller) => answered<FieldList | null>({ verb: 'fields', target, query }, caller),
    async warm(kinds) {
      // Whoever calls first waits for it, or is told what is wrong.
      if (kinds.length > 0) await ask({ verb: 'warm', kinds: [...kinds] }).catch(() => {});
    },
    load() {
      const loads = hosts.links.map(({ loads }) => loads[lane]);
      const sum = (of: 'processes' | 'crashes') => loads.reduce((total, load) => total + load[of], 0);
      const failing = hosts.areAway || loads.every((load) => load.failing);
      return { processes: sum('processes'), busy, waiting: 0, crashes: sum('crashes'), failing };
    },
    close: async () => hosts.close(),
  };
}

function isTrouble(error: unknown): error is HostTrouble | Left {
  return error instanceof HostTrouble || error instanceof Left;
}
