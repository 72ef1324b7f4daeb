import { entryOf, freePort, ready, spawnServer } from '@portolan/testing';
import type { Door, Exception, Start } from '@portolan/testing/smoke';

export interface ProcessDoor {
  name: string;
  runtime: 'node' | 'bun' | 'deno';
  /** The program, and what it is told before the entry. */
  program: readonly [string, ...string[]];
  exceptions?: readonly Exception[];
}

/** A hub as a process of a runtime, over the installation that the environment names. */
export function processDoor(door: ProcessDoor, installation: Record<string, string>): Door {
  const start: Start = async (env = {}) => {
    const all = { ...installation, PORT: String(await freePort()), ...env };
    const server = await ready(await spawnServer(all, entryOf(door.runtime), door.program));
    return {
      url: server.url,
      stop() {
        server.child.kill('SIGTERM');
        return server.ended;
      },
    };
  };
  return { name: door.name, exceptions: door.exceptions ?? [], start };
}
