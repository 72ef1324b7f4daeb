import { entryOf, freePort, ready, spawnServer } from '@portolan/testing';
import type { Door, Exception } from '@portolan/testing/smoke';

export interface ProcessDoor {
  name: string;
  runtime: 'node' | 'bun' | 'deno';
  /** The program, and what it is told before the entry. */
  program: readonly [string, ...string[]];
  exceptions?: readonly Exception[];
}

/** A hub as a process of a runtime. */
export function processDoor({ name, runtime, program, exceptions = [] }: ProcessDoor): Door {
  return {
    name,
    exceptions,
    over:
      (installation) =>
      async (env = {}) => {
        const all = { ...installation, PORT: String(await freePort()), ...env };
        const server = await ready(await spawnServer(all, entryOf(runtime), program));
        return {
          url: server.url,
          stop() {
            server.child.kill('SIGTERM');
            return server.ended;
          },
        };
      },
  };
}
