// Fetches the kernel that the machines of tests boot: unpacked from Debian's package, never installed. Needs no root.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const CACHE = path.join(ROOT, 'node_modules/.cache/portolan-guest');
/** In the order in which they can be loaded. */
const MODULES = [
  'drivers/input/evdev.ko',
  'drivers/acpi/button.ko',
  'drivers/virtio/virtio.ko',
  'drivers/virtio/virtio_ring.ko',
  'drivers/virtio/virtio_pci_legacy_dev.ko',
  'drivers/virtio/virtio_pci_modern_dev.ko',
  'drivers/virtio/virtio_pci.ko',
  'net/core/failover.ko',
  'drivers/net/net_failover.ko',
  'drivers/net/virtio_net.ko',
];
/** Changes with what is fetched. */
const KERNEL = 'kernel-2';

/** Does nothing where it is there. Throws with what has failed. */
export function fetchGuestKernel() {
  const kernel = path.join(CACHE, KERNEL);
  if (existsSync(kernel)) return;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    unpack(work);
    const made = path.join(work, 'made');
    mkdirSync(made);
    const release = readdirSync(path.join(work, 'lib/modules'))[0];
    copyFileSync(path.join(work, `boot/vmlinuz-${release}`), path.join(made, 'linux'));
    for (const file of MODULES) {
      copyFileSync(path.join(work, `lib/modules/${release}/kernel/${file}`), path.join(made, path.basename(file)));
    }
    renameSync(made, kernel);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpack(work) {
  const depends = run('apt-cache', ['depends', '--important', 'linux-image-cloud-amd64'], work);
  const found = /Depends: (linux-image-\S+)/.exec(depends);
  if (!found) throw new Error('apt knows no package linux-image-cloud-amd64: run apt-get update');
  run('apt-get', ['download', '-qq', found[1]], work);
  const file = readdirSync(work).find((name) => name.endsWith('.deb'));
  run('dpkg-deb', ['-x', file, '.'], work);
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${result.stderr || result.error}`);
  return result.stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fetchGuestKernel();
