import { ImageFailure } from '../ports/index.ts';
import { shownUrl } from '../vms/index.ts';
import { withRoom } from './evict-images.ts';
import { imageName, imageTurn } from './image-name.ts';
import { journal } from './journal.ts';
import { pause } from './pause.ts';
import type { Working } from './working.ts';

const TELL_MS = 1_000;
const TURN_MS = 500;

/** Brings the image into the pool of the hypervisor, and answers what it is called there. */
export async function fetchImage(working: Working): Promise<string> {
  const { services, vm, target, signal } = working;
  const { compute, images } = services;
  if (!vm.isoUrl) throw new ImageFailure('The machine has no image', true);
  const installation = await services.db.installation();
  const known = vm.volume ?? (vm.isoSha256 && imageName(vm.isoSha256, installation));
  if (known) {
    if ((await compute.images(target, { signal })).some(({ volume }) => volume === known)) return known;
  }
  if (!images) throw new ImageFailure('This server has no place to put an image', true);
  await journal(services, vm, { told: ['INFO', `Fetching ${shownUrl(vm.isoUrl)}`] });
  const image = await images.fetch({
    url: vm.isoUrl,
    sha256: vm.isoSha256,
    onProgress: progressOf(working),
    signal,
  });
  try {
    const volume = imageName(image.sha256, installation);
    const bring = () => compute.upload(target, { volume, path: image.path }, { signal });
    await withRoom(working, () => inTurn(working, volume, bring));
    const mib = Math.ceil(image.bytes / 1_024 ** 2);
    await journal(services, vm, { told: ['INFO', `Fetched ${mib} MiB, SHA-256 ${image.sha256}`] });
    return volume;
  } finally {
    await images.release(image);
  }
}

/** Nobody else, in whatever process, brings the same image to the same hypervisor meanwhile. */
async function inTurn({ services, target, signal }: Working, volume: string, work: () => Promise<void>): Promise<void> {
  const name = imageTurn(target.id, volume);
  const done = () => services.db.tryExclusive(name, () => work().then(() => true));
  while (!(await done())) {
    await pause(TURN_MS, signal);
    signal.throwIfAborted();
  }
}

/** Told once in a while; where it cannot be told now, it is told later. */
function progressOf({ services, vm }: Working): (bytes: number, total: number | null) => void {
  let told = 0;
  return (bytes, total) => {
    const now = performance.now();
    if (now - told < TELL_MS) return;
    told = now;
    journal(services, vm, { change: { progress_bytes: bytes, progress_total: total } }).catch((err) =>
      services.log.warn({ err, machine: vm.id }, 'the progress of an image was not told'),
    );
  };
}
