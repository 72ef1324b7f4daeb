import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { getConnInfo } from '@hono/node-server/conninfo';
import { keepHouse, type Services, warmDrivers } from '@portolan/core';
import { handBackMemory } from '@portolan/drivers/host';
import manifest from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { checkHost, explainListening } from './check-address.ts';
import { checkAuditPlaces } from './check-folders.ts';
import { clientAddress, withinNetworks } from './client-address.ts';
import { compose } from './compose.ts';
import { ConfigurationError } from './configuration-error.ts';
import { createSite } from './edge/site.ts';
import { type Configuration, readConfiguration } from './env.ts';
import { createLogger, withoutRedaction } from './logger.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { openPlatform } from './open-platform.ts';
import { prettyOutput } from './pretty-output.ts';
import { serve } from './serve.ts';
import { createStaticFiles } from './static-files.ts';

const SWEEP_MS = 3_600_000;
const HOUSEKEEPING_MS = 60_000;
const SETTLE_MS = 1_000;
const { version } = manifest;

/** Where the built web app lies, from the sources as from the bundle. */
const WEB_ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../web/dist');

async function main(): Promise<void> {
  const config = readConfiguration(process.env, process.stdout.isTTY === true);
  const log = createLogger(config.log, config.log.pretty ? await prettyOutput() : undefined);
  for (const warning of config.warnings) log.warn({}, warning);

  await checkHost(config.host);
  await checkAuditPlaces(config.audit);
  if (config.databaseUrl === null) say('Starting the embedded PostgreSQL …');
  const { embedded, ...platform } = await openPlatform(config, { say, warn: (line) => log.warn({}, line) });
  // Loaded only where somebody follows requests.
  const tracing = config.isTraced ? (await import('./tracing/open-tracing.ts')).openTracing(version) : null;
  const composition = await compose(config, { ...platform, log, version, tracing });
  const stopAll = async () => {
    await composition.close();
    await tracing?.close().catch((err) => log.warn({ err }, 'the last spans could not be sent'));
    await embedded?.stop();
  };

  try {
    const operator = await composition.prepare();
    await composition.work();
    const addressOf = clientAddress(config.trustedProxies);
    const metrics = createMetrics(composition.services);
    let { port } = config;
    const app = createApp({
      services: composition.services,
      requestLog: withoutRedaction(log),
      publicUrl: config.publicUrl,
      site: createSite(config, () => port),
      addressOf: (c) => addressOf(getConnInfo(c).remote.address ?? 'unknown', c.req.header('x-forwarded-for')),
      measured: { metrics, token: config.metricsToken },
      ...(tracing ? { traced: tracing.middleware } : {}),
      serveWeb: await createStaticFiles(WEB_ROOT),
    });
    const server = await serve(app, { ...config, isProxy: withinNetworks(config.trustedProxies) }).catch((error) => {
      throw explainListening(error, config);
    });
    port = server.port;
    const timers = [
      sweepSessions(composition.services),
      keepHousekeeping(composition.services),
      settle(composition.services, metrics),
    ];
    announce(config, server.port, operator);
    onStop(async () => {
      timers.forEach(clearInterval);
      await Promise.all([server.drain(), composition.stopWork()]);
      await stopAll();
    });
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** What nobody who waits for the start waits for: the first second is theirs. */
function settle(services: Services, metrics: Metrics): NodeJS.Timeout {
  const begin = () => {
    services.background(metrics.begin(), 'nothing is measured');
    services.background(warmDrivers(services).finally(handBackMemory), 'the drivers were not warmed');
  };
  return setTimeout(begin, SETTLE_MS).unref();
}

function sweepSessions(services: Services): NodeJS.Timeout {
  const sweep = () => services.sessions.sweep().catch((err) => services.log.warn({ err }, 'session sweep failed'));
  return setInterval(sweep, SWEEP_MS).unref();
}

/** What PostgreSQL was away for, or another process left behind when it was killed, heals without a restart. */
function keepHousekeeping(services: Services): NodeJS.Timeout {
  const keep = () => keepHouse(services).catch((err) => services.log.warn({ err }, 'housekeeping failed'));
  return setInterval(keep, HOUSEKEEPING_MS).unref();
}

function announce(config: Configuration, port: number, operator: { email: string; generatedPassword: string | null }) {
  const url = config.port === 0 ? `http://${config.host}:${port}` : config.publicUrl.origin;
  const lines = [`\nPortolan ${version} is ready: ${url}`, `  operator  ${operator.email}`];
  if (operator.generatedPassword) lines.push(`  password  ${operator.generatedPassword}   (shown this once)`);
  // In one piece: whoever waits for the first line has the others with it.
  say(lines.join('\n'));
}

/** Terminal, shell and npm may each pass the same signal on; only one that comes later means "now". */
const REPEAT_MS = 1_500;

/** How long stopping may take in all. */
const STOP_MS = 4_800;

/** Stops once: on a signal, or when the process that started this one is gone. A later signal does not wait. */
function onStop(stop: () => Promise<void>): void {
  let since = 0;
  const begin = () => {
    if (since > 0) {
      if (Date.now() - since > REPEAT_MS) process.exit(1);
      return;
    }
    since = Date.now();
    say('Stopping …');
    // Whatever still hangs on a connection by then has lost its caller.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, begin);
  process.once('disconnect', begin);
}

// Whoever started this may be gone: that is no reason to stop in the middle of anything.
process.stdout.on('error', () => {});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigurationError) process.stderr.write(`Configuration: ${message}\n`);
  else process.stderr.write(`Portolan could not start: ${message}\n`);
  process.exit(1);
});
