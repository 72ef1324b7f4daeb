import { createKeyring } from '@portolan/core';
import { type Manifest, readManifest } from '@portolan/db';
import manifestOfProduct from '../../package.json' with { type: 'json' };
import { compose } from '../compose.ts';
import { type Configuration, ConfigurationError, readConfiguration } from '../env.ts';
import { createLogger } from '../logger.ts';
import { existingMasterKey } from '../master-key.ts';
import type { Installation } from './open-installation.ts';

/** Fresh servers for a backup; an embedded one is made. Nothing is, while a key that the backup needs is not at hand. */
export async function openForRestore(folder: string): Promise<Installation> {
  const manifest = await readManifest(folder);
  const config = readConfiguration(process.env, false);
  const masterKey = config.encryptionKey ?? (await existingMasterKey(config.dataDir));
  if (!masterKey) throw new ConfigurationError(missingKey(config, manifest.keys));
  const keyring = await createKeyring(masterKey, config.previousKeys);
  const missing = manifest.keys.filter((id) => !keyring.find(id));
  if (missing.length > 0) throw new ConfigurationError(missingKey(config, missing));
  const log = createLogger({ level: 'error', pretty: false }, process.stderr);
  const embedded = config.databaseUrl === null ? await startFresh(config, manifest) : null;
  const databaseUrl = config.databaseUrl ?? (embedded?.url() as string);
  const embeddedPort = embedded?.access.port ?? null;
  const version = manifestOfProduct.version;
  const composition = await compose(config, { databaseUrl, masterKey, log, version, embeddedPort });
  return {
    composition,
    manifest,
    async [Symbol.asyncDispose]() {
      await composition.close();
      await embedded?.stop();
    },
  };
}

function missingKey({ dataDir, databaseUrl }: Configuration, ids: string[]): string {
  const which = ids.length === 0 ? 'its key' : ids.length === 1 ? `the key ${ids[0]}` : `the keys ${ids.join(', ')}`;
  const where = databaseUrl === null ? ` or ${dataDir}/encryption.key` : '';
  return `ENCRYPTION_KEY lacks what this backup needs, ${which}: set it in ENCRYPTION_KEY, ENCRYPTION_KEYS_PREVIOUS${where}`;
}

async function startFresh({ dataDir }: Configuration, { embeddedPort }: Manifest) {
  const { startEmbeddedPostgres } = await import('@portolan/db/embedded');
  const port = embeddedPort === null ? {} : { port: embeddedPort };
  return startEmbeddedPostgres({ dataDir, ...port, onNotice: (line) => process.stderr.write(`${line}\n`) });
}
