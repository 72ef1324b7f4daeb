import type { Services } from '@portolan/core';
import { Counter, Gauge, type Registry } from 'prom-client';

/** The driver processes, as they are when somebody looks. */
export function watchDrivers({ drivers }: Services, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'portolan_driver_processes',
    help: 'Driver processes that are alive',
    registers,
    collect() {
      this.set(drivers.load().processes);
    },
  });
  new Gauge({
    name: 'portolan_driver_calls',
    help: 'Calls of drivers: those under way, and those that wait for a place',
    labelNames: ['state'],
    registers,
    collect() {
      const { busy, waiting } = drivers.load();
      this.set({ state: 'busy' }, busy);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  const crashes = new Counter({
    name: 'portolan_driver_crashes_total',
    help: 'Driver processes that ended unasked',
    registers,
    collect() {
      crashes.reset();
      crashes.inc(drivers.load().crashes);
    },
  });
}
