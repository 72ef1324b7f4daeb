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
  /** What there is of images, marks of whole ones among them. */
  images(): Promise<string[]>;
}

/** `boots`: whether what the template has is a system; else machines wait for one, and cost nothing. */
export async function openMachineSite({ boots = true } = {}): Promise<MachineSite> {
  const guest = await testGuest();
  const libvirt = await startTestLibvirt({ withNetwork: true, withDisk: true });
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-machines-'));
  const { templates } = libvirt.pools;
  if (boots) await copyFile(guest.disk, path.join(libvirt.folderOf('templates'), 'guest.qcow2'));
  else await libvirt.virsh('vol-create-as', templates, 'guest.qcow2', '16M', '--format', 'qcow2');
  await libvirt.virsh('pool-refresh', templates);
  const lines = (text: string) => text.split('\n').map((line) => line.trim());
  const volumesIn = async (pool: string) => {
    await libvirt.virsh('pool-refresh', pool);
    return lines(await libvirt.virsh('vol-list', pool)).filter(Boolean);
  };
  return {
    libvirt,
    dataDir,
    iso: guest.iso,
    async left() {
      const machines = lines(await libvirt.virsh('list', '--all', '--name')).filter(Boolean);
      return { machines, volumes: await volumesIn(libvirt.pools.machines) };
    },
    images: () => volumesIn(libvirt.pools.images),
    async [Symbol.asyncDispose]() {
      await libvirt.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
