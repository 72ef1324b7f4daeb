import type { ComputeGateway } from '@portolan/compute';
import { Bell } from '../bell.ts';
import type { Services } from '../context.ts';
import { sharedWork } from '../shared-work.ts';
import { readConsoleOn } from './read-console-on.ts';

/** While somebody reads, the console is looked at this often. */
const LOOK_MS = 2_000;

/** Calls of a hypervisor wait for each other, so that however many read of a machine, one looks for all in this process. */
const looks = new WeakMap<ComputeGateway, (id: string) => () => void>();

/** Looks at the console of a machine until the answered function is called; what it finds is in the machine's log. */
export function lookAtConsole(services: Services, id: string): () => void {
  const { compute } = services;
  if (!compute) return () => {};
  const look = looks.get(compute) ?? sharedWork((machine) => lookNowAndThen(services, machine));
  looks.set(compute, look);
  return look(id);
}

function lookNowAndThen(services: Services, id: string): () => void {
  const end = new Bell();
  let isOver = false;
  const look = async () => {
    while (!isOver) {
      await readConsoleOn(services, id).catch((err) =>
        services.log.warn({ err, machine: id }, 'a console was not looked at'),
      );
      await end.rung(LOOK_MS);
    }
  };
  void look();
  return () => {
    isOver = true;
    end.ring();
  };
}
