import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateHostKey, type HostKeys, importHostKeys } from '@portolan/drivers/serving';
import * as z from 'zod/mini';
import { ConfigurationError } from './configuration-error.ts';

const part = z.string().check(z.regex(/^[\w-]{43}$/));
const HostKey = z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: part, d: part });
const KeySet = z.object({ keys: z.array(HostKey).check(z.minLength(1)) });

/** The keys of this host: of the variable, of the file that it names, or of the data dir, where one is made. Throws `ConfigurationError`. */
export async function readOwnKeys(text: string | null, dataDir: string): Promise<HostKeys> {
  const variable = text === null ? 'PORTOLAN_DATA_DIR' : 'PORTOLAN_DRIVER_KEY';
  try {
    const isText = text?.trimStart().startsWith('{');
    const json = isText ? text : text === null ? await keptKeys(dataDir) : await readFile(text, 'utf8');
    return await importHostKeys(KeySet.parse(JSON.parse(json ?? '')).keys);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`${variable} holds no key of a driver host${code ? ` (${code})` : ''}`);
  }
}

/** Made at the first start, mode 0600; of several processes that start together one makes it, and all read the same. */
async function keptKeys(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'driver-host.key');
  const existing = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (existing !== null) return existing;
  await mkdir(dataDir, { recursive: true });
  const own = `${file}.${randomUUID()}`;
  try {
    await writeFile(own, `${JSON.stringify({ keys: [await generateHostKey()] })}\n`, { mode: 0o600 });
    // A link fails where the file exists, and what it makes is whole: nobody reads a half-written key.
    await link(own, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    // On a full disk, too, where each start would leave one.
    await rm(own, { force: true });
  }
  return readFile(file, 'utf8');
}
