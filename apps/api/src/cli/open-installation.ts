import { access } from 'node:fs/promises';
import type { Manifest } from '@portolan/db';
import manifest from '../../package.json' with { type: 'json' };
import { type Composition, compose } from '../compose.ts';
import { type Configuration, ConfigurationError, readConfiguration } from '../env.ts';
import { createLogger } from '../logger.ts';
import { embeddedMasterKey } from '../master-key.ts';

export interface Installation extends AsyncDisposable {
  composition: Composition;
  /** The backup that it is opened for. */
  manifest?: Manifest;
}

/** The installation that this environment configures, with the embedded PostgreSQL running for as long as it is open. */
export async function openInstallation(): Promise<Installation> {
  const config = readConfiguration(process.env, false);
  const log = createLogger({ level: 'error', pretty: false }, process.stderr);
  const embedded = config.databaseUrl === null ? await attach(config) : null;
  const databaseUrl = config.databaseUrl ?? (embedded?.url() as string);
  const masterKey = config.encryptionKey ?? (await embeddedMasterKey(config.dataDir));
  const embeddedPort = embedded?.access.port ?? null;
  const composition = await compose(config, { databaseUrl, masterKey, log, version: manifest.version, embeddedPort });
  return {
    composition,
    async [Symbol.asyncDispose]() {
      await composition.close();
      await embedded?.stop();
    },
  };
}

async function attach({ dataDir }: Configuration) {
  const { accessFile, startEmbeddedPostgres } = await import('@portolan/db/embedded');
  await access(accessFile(dataDir)).catch(() => {
    throw new ConfigurationError(`no installation in ${dataDir}: set PORTOLAN_DATA_DIR or DATABASE_URL`);
  });
  return startEmbeddedPostgres({ dataDir, onNotice: (line) => process.stderr.write(`${line}\n`) });
}
