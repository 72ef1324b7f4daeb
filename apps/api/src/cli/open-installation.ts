import { access } from 'node:fs/promises';
import type { Manifest } from '@portolan/db';
import manifest from '../../package.json' with { type: 'json' };
import { type Composition, compose } from '../compose.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { type Configuration, readConfiguration } from '../env.ts';
import { createLogger } from '../logger.ts';
import { openPlatform } from '../open-platform.ts';

export interface Installation extends AsyncDisposable {
  composition: Composition;
  /** The backup that it is opened for. */
  manifest?: Manifest;
}

/** The installation that this environment configures, with the embedded PostgreSQL running for as long as it is open. */
export async function openInstallation(): Promise<Installation> {
  const config = readConfiguration(process.env, false);
  const log = createLogger({ level: 'error' }, process.stderr);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const { embedded, ...platform } = await openPlatform(config, { say, warn: say, beforeEmbedded: assertThere });
  const composition = await compose(config, { ...platform, log, version: manifest.version });
  return {
    composition,
    async [Symbol.asyncDispose]() {
      await composition.close();
      await embedded?.stop();
    },
  };
}

async function assertThere({ dataDir }: Configuration): Promise<void> {
  const { accessFile } = await import('@portolan/db/embedded');
  await access(accessFile(dataDir)).catch(() => {
    throw new ConfigurationError(`PORTOLAN_DATA_DIR holds no installation (${dataDir}): set it, or DATABASE_URL`);
  });
}
