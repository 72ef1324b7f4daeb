import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startTestLibvirt, type TestLibvirt, testGuest } from '@portolan/testing/libvirt';

/** A libvirtd with one template in its pool, and a folder for the files of a server. */
export interface MachineSite extends AsyncDisposable {
  libvirt: TestLibvirt;
  dataDir: string;
  /** An image to boot from. */
  iso: string;
  /** What there is of machines and their volumes, as virsh sees it. */
  left(): Promise<{ machines: string[]; volumes: string[] }>;
}

export async function openMachineSite(): Promise<MachineSite> {
  const guest = await testGuest();
  const libvirt = await startTestLibvirt();
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-machines-'));
  await copyFile(guest.disk, path.join(libvirt.folderOf('templates'), 'guest.qcow2'));
  await libvirt.virsh('pool-refresh', libvirt.pools.templates);
  const lines = (text: string) => text.split('\n').map((line) => line.trim());
  return {
    libvirt,
    dataDir,
    iso: guest.iso,
    async left() {
      await libvirt.virsh('pool-refresh', libvirt.pools.machines);
      const machines = lines(await libvirt.virsh('list', '--all', '--name')).filter(Boolean);
      const volumes = lines(await libvirt.virsh('vol-list', libvirt.pools.machines)).filter(Boolean);
      return { machines, volumes };
    },
    async [Symbol.asyncDispose]() {
      await libvirt.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
