import type { Turn } from './session.ts';

const AT_ONCE = 4;

/** Turns at each hypervisor: calls of one wait for each other, never for those of another. */
export class Turns {
  readonly #lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

  /** Who waits leaves when the signal fires. */
  of(hypervisor: string, signal: AbortSignal): Turn {
    return async (run) => {
      await this.#enter(hypervisor, signal);
      try {
        return await run();
      } finally {
        this.#leave(hypervisor);
      }
    };
  }

  #enter(hypervisor: string, signal: AbortSignal): Promise<void> {
    const lane = this.#lanes.get(hypervisor) ?? { running: 0, waiting: [] };
    this.#lanes.set(hypervisor, lane);
    if (signal.aborted) return Promise.reject(signal.reason);
    if (lane.running < AT_ONCE) {
      lane.running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave);
        lane.running++;
        resolve();
      };
      const leave = () => {
        lane.waiting.splice(lane.waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      lane.waiting.push(enter);
    });
  }

  #leave(hypervisor: string): void {
    const lane = this.#lanes.get(hypervisor);
    if (!lane) return;
    lane.running--;
    lane.waiting.shift()?.();
    if (lane.running === 0) this.#lanes.delete(hypervisor);
  }
}
