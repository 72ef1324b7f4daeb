import type { TestResult } from '@portolan/contract';
import type { ConnectionTarget } from '../driver.ts';

/** A PostgreSQL target on this machine, without TLS and without a credential unless given. */
export function targetOf(over: Partial<ConnectionTarget> & { port: number }): ConnectionTarget {
  return {
    dbType: 'postgresql',
    host: '127.0.0.1',
    databaseName: 'postgres',
    username: 'app',
    useSsl: false,
    options: {},
    credential: null,
    ...over,
  };
}

export const passwordOf = (password: string) => ({ type: 'password' as const, password });

/** What most tests look at: how far the call got and why it ended there. */
export function verdictOf({ success, code, stage, stages }: TestResult) {
  return { success, code, stage, walked: stages.map((one) => one.stage).join(' ') };
}

export const OPEN_EGRESS = { allow: [], deny: [], allowPrivate: true };
