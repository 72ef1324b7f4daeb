import { spawn } from 'node:child_process';
import { killGroup, virshArgs } from '../virsh/run-virsh.ts';
import type { Session } from '../virsh/session.ts';
import { virshScript } from '../virsh/virsh-script.ts';

/** Rings when something has happened on a hypervisor, and when that can no longer be heard. */
export interface EventBell {
  /** Whether events are heard. */
  readonly alive: boolean;
  /** Resolves with the next ring, or at once where it has rung since. */
  rung(withinMs: number): Promise<void>;
  close(): void;
}

/** Should nobody be left to stop it, it ends by itself once nothing has happened for so long. */
const IDLE_S = '600';

/** What virsh prints of an event is not read: that there is one says when to look. */
export function eventBell({ uri, env }: Session): EventBell {
  const script = virshScript([['event', '--event', 'lifecycle', '--loop', '--timeout', IDLE_S]]);
  const child = spawn('virsh', virshArgs(uri, script), { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  let news = Promise.withResolvers<void>();
  let alive = true;
  const end = () => {
    alive = false;
    news.resolve();
  };
  child.stdout.on('data', () => news.resolve());
  child.once('error', end);
  child.once('exit', end);
  return {
    get alive() {
      return alive;
    },
    async rung(withinMs) {
      const timer = setTimeout(() => news.resolve(), withinMs);
      await news.promise;
      clearTimeout(timer);
      news = Promise.withResolvers();
    },
    close() {
      if (alive) killGroup(child.pid);
      news.resolve();
    },
  };
}
