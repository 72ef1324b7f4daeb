import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { spawnCommand, spawnServer, until } from '@portolan/testing';

const ENTRY = path.resolve(import.meta.dirname, '../../../drivers/src/main.ts');

export interface DriverHost extends AsyncDisposable {
  /** As a hub is told of it. */
  address: string;
}

/** A host of drivers of its own, for the hub that an installation's variables name. */
export async function startDriverHost(installation: Record<string, string>): Promise<DriverHost> {
  const { out } = await spawnCommand(installation, 'keys', 'public').result;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-drivers-'));
  const env = {
    PORTOLAN_HUB_KEYS: out,
    PORTOLAN_DATA_DIR: folder,
    PORTOLAN_EGRESS_ALLOW: installation.PORTOLAN_EGRESS_ALLOW ?? '',
  };
  const host = await spawnServer(env, ENTRY);
  const printed = () => /PORTOLAN_DRIVER_HOST=(\S+)/.exec(host.output())?.[1];
  const gone = host.ended.then((code) => Promise.reject(new Error(`It ended with ${code}: ${host.output()}`)));
  await Promise.race([until(() => printed() !== undefined), gone]);
  return {
    address: printed() ?? '',
    async [Symbol.asyncDispose]() {
      host.child.kill('SIGTERM');
      // How it ends is another test's.
      await gone.catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}
