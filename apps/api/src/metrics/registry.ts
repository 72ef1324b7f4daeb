import type { Services } from '@portolan/core';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { watchChecks } from './watch-checks.ts';
import { watchDatabases } from './watch-databases.ts';
import { watchDrivers } from './watch-drivers.ts';

/** Seconds: from what memory answers to what an introspection takes. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

/** Everything that is measured, and the door by which requests are counted. */
export function createRegistry(services: Services) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'portolan_http_request_duration_seconds',
    help: 'Requests by route and status, and how long their answers took to begin',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  new Gauge({ name: 'portolan_processes', help: 'Processes that serve', registers: [registry] }).set(1);
  watchDatabases(services, registry);
  watchDrivers(services, registry);
  watchChecks(services, registry);
  const count = (method: string, route: string, status: number, seconds: number) =>
    requests.observe({ method, route, status: String(status) }, seconds);
  return { registry, count };
}
