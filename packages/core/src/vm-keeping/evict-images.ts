import { ComputeError, type HypervisorTarget } from '@portolan/compute';
import { imageTurn, isOwnImage } from './image-name.ts';
import type { KeepingServices, Working } from './working.ts';

type Evicting = Pick<KeepingServices, 'db' | 'compute'>;

/** Somebody is about to use an image whose row does not say so yet. */
const EXPECTED = `
  select exists (
    select from vms where hypervisor_id = $1 and id is distinct from $2::uuid and source_type = 'iso' and step = 'asked'
      and status = 'PROVISIONING' and deleted_at is null) as is`;
const IN_USE = 'select distinct volume from vms where hypervisor_id = $1 and volume is not null';

/** Does what needs room; where there is none, images that no machine has make way first. */
export async function withRoom({ services, vm, target, signal }: Working, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ComputeError) || error.code !== 'CAPACITY') throw error;
    if ((await evictImages(services, target, { signal, except: vm.id })) === 0) throw error;
    await work();
  }
}

/** Takes from a hypervisor the images of ours that none of its machines has, and says how many there were. They are fetched again when they are wanted. */
export async function evictImages(
  { db, compute }: Evicting,
  target: HypervisorTarget,
  { signal, except = null }: { signal: AbortSignal; except?: string | null },
): Promise<number> {
  const installation = await db.installation();
  const images = await compute.images(target, { signal });
  const [expected] = await db.ownerRows<{ is: boolean }>(EXPECTED, [target.id, except]);
  if (expected?.is) return 0;
  const used = new Set((await db.ownerRows<{ volume: string }>(IN_USE, [target.id])).map(({ volume }) => volume));
  let evicted = 0;
  for (const { volume } of images) {
    if (used.has(volume) || !isOwnImage(volume, installation)) continue;
    const isDone = await db.tryExclusive(imageTurn(target.id, volume), async () => {
      await compute.removeImage(target, volume, { signal });
      return true;
    });
    if (isDone) evicted++;
  }
  return evicted;
}
