import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientPackage } from '@portolan/http';

/** Null for a server that runs from its sources and was never built. */
export async function openClientPackage(folder: string): Promise<ClientPackage | null> {
  const text = await readFile(path.join(folder, 'client.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { version, contract, integrity } = JSON.parse(text);
  return {
    version,
    contract,
    integrity,
    read: async (file) => new Uint8Array(await readFile(path.join(folder, file))),
  };
}
