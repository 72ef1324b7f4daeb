import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getConnInfo } from '@hono/node-server/conninfo';
import { keepHouse, type Logger, type OperatorSeed, type Services, warmDrivers } from '@portolan/core';
import { clientAddress, createApp, createSite, withinNetworks } from '@portolan/http';
import type { Logger as PinoLogger } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { explainListening } from './check-address.ts';
import { openClientPackage } from './client-package.ts';
import { compose } from './compose.ts';
import type { Configuration } from './env.ts';
import { withoutRedaction } from './logger.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { openPlatform } from './open-platform.ts';
import type { Runtime } from './runtime.ts';
import { serve } from './serve.ts';
import { openWebFiles } from './web-files.ts';

const SWEEP_MS = 3_600_000;
const HOUSEKEEPING_MS = 60_000;
const SETTLE_MS = 1_000;
const { version } = manifest;

/** Where the built web app lies, from the sources as from the bundle. */
const HERE = path.dirname(fileURLToPath(import.meta.url));
const WEB_ROOT = path.resolve(HERE, '../../web/dist');
/** And the client that is given away. */
const CLIENT_ROOT = path.resolve(HERE, '../dist/client');

export interface ServeProductOptions {
  log: PinoLogger;
  say(line: string): void;
  /** One of several processes: another has brought the databases up to date. */
  isMember: boolean;
  runtime: Runtime;
  /** What `/metrics` tells, from what this process measures. */
  measure?: (own: Metrics) => Metrics;
}

export interface Serving {
  port: number;
  /** Null where another process has prepared the databases. */
  operator: OperatorSeed | null;
  /** Takes nothing more, and ends: in seconds. */
  stop(): Promise<void>;
  /** The same for a process that another takes the place of: whoever has a connection is served until they leave it. */
  retire(): Promise<void>;
}

/** The whole product in this process, listening. */
export async function serveProduct(config: Configuration, options: ServeProductOptions): Promise<Serving> {
  const { log, say, isMember, runtime, measure = (own) => own } = options;
  const { embedded, ...platform } = await openPlatform(config, { say, warn: (line) => log.warn({}, line) });
  // Loaded only where somebody follows requests.
  const tracing = config.isTraced ? (await import('./tracing/open-tracing.ts')).openTracing(version) : null;
  const composition = await compose(config, { ...platform, log, version, tracing, node: runtime.node });
  const { services } = composition;
  const stopAll = async () => {
    await composition.close();
    await tracing?.close().catch((err) => log.warn({ err }, 'the last spans could not be sent'));
    await embedded?.stop();
  };

  try {
    const operator = isMember ? await composition.join() : await composition.prepare();
    if (runtime.isWorker) await composition.work();
    const addressOf = clientAddress(config.trustedProxies);
    const metrics = measure(createMetrics(services));
    let { port } = config;
    const client = await openClientPackage(CLIENT_ROOT);
    const app = createApp({
      services,
      requestLog: withoutRedaction(log),
      publicUrl: config.publicUrl,
      site: createSite(config, () => port),
      addressOf: (c) => addressOf(getConnInfo(c).remote.address ?? 'unknown', c.req.header('x-forwarded-for')),
      measured: { metrics, token: config.metricsToken },
      ...(tracing ? { traced: tracing.middleware } : {}),
      ...(client ? { client } : {}),
      web: await openWebFiles(WEB_ROOT),
    });
    const server = await serve(app, { ...config, isProxy: withinNetworks(config.trustedProxies) }).catch((error) => {
      throw explainListening(error, config);
    });
    port = server.port;
    const timers = [sweepSessions(services), keepHousekeeping(services), settle(services, metrics, runtime)];
    let ending: Promise<void> | undefined;
    const end = async (left: Promise<void>, worked: Promise<void>) => {
      timers.forEach(clearInterval);
      await Promise.all([left, worked]);
      await stopAll();
    };
    return {
      port,
      operator,
      stop() {
        // One that retires is hurried.
        const drained = server.drain();
        ending ??= end(drained, composition.stopWork());
        return ending;
      },
      retire() {
        const left = server.retire();
        // What is done for the last of them may be work for later.
        ending ??= end(
          left,
          left.then(() => composition.stopWork()),
        );
        return ending;
      },
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** What nobody who waits for the start waits for: the first second is theirs. */
function settle(services: Services, metrics: Metrics, runtime: Runtime): NodeJS.Timeout {
  const begin = () => {
    services.background(metrics.begin(), 'nothing is measured');
    const warmed = warmDrivers(services).finally(() => runtime.handBackMemory?.());
    services.background(warmed, 'the drivers were not warmed');
  };
  return setTimeout(begin, SETTLE_MS).unref();
}

function sweepSessions(services: Services): NodeJS.Timeout {
  return every(SWEEP_MS, () => services.sessions.sweep(), [services.log, 'session sweep failed']);
}

/** What PostgreSQL was away for, or another process left behind when it was killed, heals without a restart. */
function keepHousekeeping(services: Services): NodeJS.Timeout {
  return every(HOUSEKEEPING_MS, () => keepHouse(services), [services.log, 'housekeeping failed']);
}

function every(ms: number, work: () => Promise<void>, [log, failure]: [Logger, string]): NodeJS.Timeout {
  return setInterval(() => work().catch((err) => log.warn({ err }, failure)), ms).unref();
}
