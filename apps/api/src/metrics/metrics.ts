import type { Services } from '@portolan/core';
import type { RequestMeasures } from '@portolan/http';
import type { MetricObject, Registry } from 'prom-client';

/** Counts requests by how they ended; told in the text form of Prometheus to whoever reads it. */
export interface Metrics extends RequestMeasures {
  /** The same as values, to be told together with those of other processes. */
  measures(): Promise<MetricObject[]>;
  /** Loads what counting needs; before it, and before the first reading, requests are kept to be counted then. */
  begin(): Promise<void>;
}

type Request = [method: string, route: string, status: number, seconds: number];

/** What is kept of the time before counting begins. */
const MOST_KEPT = 10_000;

/** No start waits for the library, and what nobody begins costs nothing. */
export function createMetrics(services: Services): Metrics {
  let kept: Request[] = [];
  let counted: ((...request: Request) => void) | undefined;
  let loading: Promise<Registry> | undefined;
  const load = async () => {
    const { createRegistry } = await import('./registry.ts');
    const { registry, count } = createRegistry(services);
    for (const request of kept) count(...request);
    kept = [];
    counted = count;
    return registry;
  };
  const registry = () => {
    loading ??= load();
    return loading;
  };
  return {
    onRequest(...request) {
      if (counted) counted(...request);
      else if (kept.length < MOST_KEPT) kept.push(request);
    },
    async text() {
      const known = await registry();
      return { body: await known.metrics(), type: known.contentType };
    },
    async measures() {
      return (await registry()).getMetricsAsJSON();
    },
    async begin() {
      await registry();
    },
  };
}
