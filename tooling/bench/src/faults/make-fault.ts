import type { ConnectionTarget } from '@portolan/drivers';
import type { Fault } from './fault.ts';

/** The stage and the code that a diagnosis has to come to. */
export type Verdict = [stage: Fault['stage'], code: Fault['code']];

/** A fault of a target, on a server that other faults use as well and that is closed after all of them. */
export function faultOn<S>(
  name: string,
  server: () => Promise<S>,
  targetAt: (server: S) => ConnectionTarget,
  [stage, code]: Verdict,
): Fault {
  const start = async () => ({ target: targetAt(await server()), async [Symbol.asyncDispose]() {} });
  return { name, start, stage, code };
}

/** A fault of a server, which is started for it alone. */
export function faultOf<S extends AsyncDisposable>(
  name: string,
  server: () => Promise<S>,
  targetAt: (server: S) => ConnectionTarget,
  [stage, code]: Verdict,
): Fault {
  const start = async () => {
    const started = await server();
    return { target: targetAt(started), [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() };
  };
  return { name, start, stage, code };
}

/** Ways to make faults of an emulator over HTTPS: of one started for the fault, or of a wrong target on a good one. */
export function emulatorFaults<Options, Emulator extends AsyncDisposable & { port: number }>(
  start: (options: Options) => Promise<Emulator>,
  good: () => Promise<Emulator>,
  target: (over: Partial<ConnectionTarget> & { port: number }) => ConnectionTarget,
) {
  return {
    fault: (name: string, options: Options, over: Partial<ConnectionTarget>, verdict: Verdict) =>
      faultOf(
        name,
        () => start(options),
        ({ port }) => target({ port, ...over }),
        verdict,
      ),
    wrong: (name: string, over: Partial<ConnectionTarget>, verdict: Verdict) =>
      faultOn(name, good, ({ port }) => target({ port, ...over }), verdict),
    options: (more: ConnectionTarget['options']) => ({ options: { ...target({ port: 1 }).options, ...more } }),
  };
}
