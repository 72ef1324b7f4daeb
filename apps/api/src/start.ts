import { checkHost } from './check-address.ts';
import { checkAuditPlaces } from './check-folders.ts';
import { ConfigurationError } from './configuration-error.ts';
import { type Configuration, readConfiguration } from './env.ts';
import { createLogger } from './logger.ts';
import { prettyOutput } from './pretty-output.ts';

/** What every entry begins with. */
export interface Start {
  config: Configuration;
  log: ReturnType<typeof createLogger>;
  say(line: string): void;
}

/** Reads the environment and has the product served. What stands in the way is said in one line, and ends the process. */
export function start(serve: (start: Start) => Promise<void>): void {
  // Whoever started this may be gone: that is no reason to stop in the middle of anything.
  process.stdout.on('error', () => {});
  const begin = async () => {
    const config = readConfiguration(process.env, process.stdout.isTTY === true);
    const log = createLogger(config.log, config.log.pretty ? await prettyOutput() : undefined);
    await serve({ config, log, say: (line) => void process.stdout.write(`${line}\n`) });
  };
  begin().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ConfigurationError) process.stderr.write(`Configuration: ${message}\n`);
    else process.stderr.write(`Portolan could not start: ${message}\n`);
    process.exit(1);
  });
}

/** What can be looked at before anything is opened. */
export async function lookAround({ config, log, say }: Start): Promise<void> {
  for (const warning of config.warnings) log.warn({}, warning);
  await checkHost(config.host);
  await checkAuditPlaces(config.audit);
  if (config.databaseUrl === null) say('Starting the embedded PostgreSQL …');
}
