import cluster from 'node:cluster';
import manifest from '../package.json' with { type: 'json' };
import { announce } from './announce.ts';
import { checkHost } from './check-address.ts';
import { checkAuditPlaces } from './check-folders.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type Configuration, readConfiguration } from './env.ts';
import { createLogger } from './logger.ts';
import { onStop } from './on-stop.ts';
import { prettyOutput } from './pretty-output.ts';
import { serveProduct } from './serve-product.ts';

/** How long stopping may take in all. */
const STOP_MS = 4_800;

async function main(): Promise<void> {
  const config = readConfiguration(process.env, process.stdout.isTTY === true);
  const log = createLogger(config.log, config.log.pretty ? await prettyOutput() : undefined);
  if (cluster.isWorker) return (await import('./processes/serve-as-member.ts')).serveAsMember(config, log);
  for (const warning of config.warnings) log.warn({}, warning);
  await checkHost(config.host);
  await checkAuditPlaces(config.audit);
  if (config.databaseUrl === null) say('Starting the embedded PostgreSQL …');
  if (config.processes > 1) return (await import('./processes/supervise.ts')).supervise(config, { log, say });
  await serveAlone(config, log);
}

async function serveAlone(config: Configuration, log: ReturnType<typeof createLogger>): Promise<void> {
  const { port, operator, stop } = await serveProduct(config, { log, say, isMember: false });
  say(announce(config, { version: manifest.version, port, operator }));
  const stopping = () => {
    say('Stopping …');
    return stop();
  };
  onStop(stopping, ['SIGTERM', 'SIGINT', 'SIGHUP'], STOP_MS);
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
