import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GUEST_BOOT, GUEST_INIT, GUEST_LEASE } from './guest-init.ts';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/portolan-guest', import.meta.url));
/** Brought by tooling/scripts/guest-kernel.mjs. */
const KERNEL = path.join(CACHE, 'kernel-2');
const BOOT_FILES = ['/usr/lib/ISOLINUX/isolinux.bin', '/usr/lib/syslinux/modules/bios/ldlinux.c32'];
const DISK_BOOT = '/usr/lib/ISOLINUX/isohdpfx.bin';
/** Changes with what the guest is made of. */
const BUILD = 'guest-2';

/** A small Linux: a kernel of Debian and busybox, which boots in a few seconds without any help of the processor. */
export interface TestGuest {
  /** To boot from a drive, 16 MiB. */
  iso: string;
  /** The same as a disk to make machines from. */
  disk: string;
}

/** The guest, built when it is asked for first. */
export async function testGuest(): Promise<TestGuest> {
  const built = path.join(CACHE, BUILD);
  if (!existsSync(built)) await build(built);
  return { iso: path.join(built, 'guest.iso'), disk: path.join(built, 'guest.qcow2') };
}

async function build(built: string): Promise<void> {
  if (!existsSync(path.join(KERNEL, 'linux'))) {
    throw new Error('The kernel of the guest is missing: run node tooling/scripts/guest-kernel.mjs');
  }
  const work = await mkdtemp(path.join(CACHE, 'build-'));
  try {
    await makeDisc(work);
    await run('qemu-img', ['convert', '-O', 'qcow2', path.join(work, 'guest.iso'), path.join(work, 'guest.qcow2')]);
    await rename(work, built);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(built)) throw error;
  }
}

/** One image that boots from a drive as from a disk. */
async function makeDisc(work: string): Promise<void> {
  const [root, disc] = [path.join(work, 'root'), path.join(work, 'disc')];
  for (const folder of ['bin', 'proc', 'sys', 'dev']) await mkdir(path.join(root, folder), { recursive: true });
  await mkdir(path.join(disc, 'isolinux'), { recursive: true });
  await copyFile('/bin/busybox', path.join(root, 'bin/busybox'));
  const modules = (await readdir(KERNEL)).filter((file) => file.endsWith('.ko'));
  for (const module of modules) await copyFile(path.join(KERNEL, module), path.join(root, module));
  for (const [name, script] of Object.entries({ init: GUEST_INIT, lease: GUEST_LEASE })) {
    await writeFile(path.join(root, name), script);
    await chmod(path.join(root, name), 0o755);
  }
  const pack = 'cd "$0" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -9 > "$1"';
  await run('sh', ['-c', pack, root, path.join(disc, 'initrd.gz')]);
  await copyFile(path.join(KERNEL, 'linux'), path.join(disc, 'linux'));
  await writeFile(path.join(disc, 'isolinux/isolinux.cfg'), GUEST_BOOT);
  for (const file of BOOT_FILES) await copyFile(file, path.join(disc, 'isolinux', path.basename(file)));
  const boot = ['-b', 'isolinux/isolinux.bin', '-c', 'isolinux/boot.cat', '-no-emul-boot', '-boot-load-size', '4'];
  const target = ['-quiet', '-o', path.join(work, 'guest.iso'), '-isohybrid-mbr', DISK_BOOT];
  await run('xorriso', ['-as', 'mkisofs', ...target, ...boot, '-boot-info-table', disc]);
  for (const folder of [root, disc]) await rm(folder, { recursive: true });
}
