import cluster from 'node:cluster';
import type { OperatorSeed } from '@portolan/core';
import type { Logger } from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import { announce } from '../announce.ts';
import { compose, type Platform } from '../compose.ts';
import type { Configuration } from '../env.ts';
import { onStop } from '../on-stop.ts';
import { openPlatform } from '../open-platform.ts';
import { Members } from './members.ts';

/** The others have a little less: they stop first. */
const STOP_MS = 8_000;

/**
 * The first of several processes: it has the embedded PostgreSQL, brings the databases up to date once, and sees to it
 * that the others serve. It serves nothing itself, so that nothing a request does can end it.
 */
export async function supervise(
  config: Configuration,
  { log, say }: { log: Logger; say(line: string): void },
): Promise<void> {
  const { embedded, ...platform } = await openPlatform(config, { say, warn: (line) => log.warn({}, line) });
  // Structured clones: not every number that is measured is one in JSON.
  cluster.setupPrimary({ serialization: 'advanced' });
  const members = new Members({ count: config.processes, log });
  try {
    const operator = await prepare(config, { ...platform, log, version: manifest.version });
    const port = await members.start();
    say(announce(config, { version: manifest.version, port, operator }));
  } catch (error) {
    await members.stop();
    await embedded?.stop();
    throw error;
  }
  process.on('SIGHUP', () => members.restart());
  const stop = async () => {
    say('Stopping …');
    await members.stop();
    await embedded?.stop();
  };
  onStop(stop, ['SIGTERM', 'SIGINT'], STOP_MS);
}

async function prepare(config: Configuration, platform: Platform): Promise<OperatorSeed> {
  const composition = await compose(config, platform);
  try {
    return await composition.prepare();
  } finally {
    await composition.close();
  }
}
