import { createKeyring } from '@portolan/core';
import { readManifest } from '@portolan/db';
import manifestOfProduct from '../../package.json' with { type: 'json' };
import { compose } from '../compose.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { type Configuration, readConfiguration } from '../env.ts';
import { createLogger } from '../logger.ts';
import { existingMasterKey } from '../master-key.ts';
import { openPlatform } from '../open-platform.ts';
import type { Installation } from './open-installation.ts';

/** Fresh servers for a backup; an embedded one is made. Nothing is, while a key that the backup needs is not at hand. */
export async function openForRestore(folder: string): Promise<Installation> {
  const manifest = await readManifest(folder);
  const config = readConfiguration(process.env, false);
  const masterKey = config.encryptionKey ?? (await existingMasterKey(config.dataDir));
  const named = [...new Set([...manifest.keys, ...(manifest.auditKeys ?? [])])];
  if (!masterKey) throw new ConfigurationError(missingKey(config, named));
  const keyring = await createKeyring(masterKey, config.previousKeys);
  const isMissing = (id: string) => !keyring.find(id);
  const lacking = manifest.auditKeys ? manifest.keys.filter(isMissing) : [];
  const isForeign = named.length > 0 && named.every(isMissing);
  if (isForeign || lacking.length > 0) throw new ConfigurationError(missingKey(config, isForeign ? named : lacking));
  const log = createLogger({ level: 'error' }, process.stderr);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  for (const id of named.filter(isMissing))
    say(`warning  the key ${id} is not configured: audit events that name it cannot be verified`);
  const port = manifest.embeddedPort;
  const { embedded, ...platform } = await openPlatform(config, { say, warn: say, port, masterKey });
  const composition = await compose(config, { ...platform, log, version: manifestOfProduct.version });
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
