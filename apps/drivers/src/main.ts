import { createDriverHost } from '@portolan/drivers/host';
import { createDriverService, type ServiceEvent } from '@portolan/drivers/serving';
import { type Logger, pino } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { ConfigurationError } from './configuration-error.ts';
import { readConfiguration } from './env.ts';
import { openHubKeys } from './hub-keys.ts';
import { listen } from './listen.ts';
import { readOwnKeys } from './own-keys.ts';

/** What calls under way may take to end. */
const DRAIN_MS = 10_000;

/** `portolan drivers`: the isolated processes, for hubs that are elsewhere. */
async function main(): Promise<void> {
  const config = readConfiguration(process.env);
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const keys = await readOwnKeys(config.ownKeys, config.dataDir);
  const hubs = await openHubKeys(config.hubKeys, (error) =>
    log.error({ reason: (error as Error).name }, 'the keys of hubs cannot be read again: those of before are in force'),
  );
  const onEvent = (event: object) => log.info({ event }, 'driver process');
  const lanes = {
    people: createDriverHost({ egress: config.egress, onEvent }),
    checks: createDriverHost({ egress: config.egress, size: 1, onEvent }),
    charts: createDriverHost({ egress: config.egress, size: 1, onEvent }),
  };
  const service = createDriverService({
    lanes,
    keys,
    hubs,
    version: manifest.version,
    onEvent: (event) => tell(log, event),
  });
  const { port, leave } = await listen((request) => service.fetch(request), config);
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  say(`The driver host is ready at http://${host}:${port}. A hub calls it by its address and its key:`);
  for (const key of keys.publicKeys) say(`  PORTOLAN_DRIVER_HOST=http://${host}:${port}#${key}`);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    say('Stopping …');
    const left = leave();
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    await service.drain();
    await Promise.all([left, ...Object.values(lanes).map((drivers) => drivers.close())]);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

function tell(log: Logger, event: ServiceEvent): void {
  if (event.type === 'refused') log.warn({ event }, 'a call was refused');
  else log.error({ call: event.call, type: (event.error as Error | undefined)?.name }, 'a call broke off');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

// Whoever started this may be gone: that is no reason to stop in the middle of anything.
process.stdout.on('error', () => {});

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigurationError) process.stderr.write(`Configuration: ${message}\n`);
  else process.stderr.write(`The driver host could not start: ${message}\n`);
  process.exit(1);
});
