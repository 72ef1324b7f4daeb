/** An image by what is in it: fetched once, it serves whoever has the same. Another hub has its own: nobody would tell them apart in their turns. */
export const imageName = (sha256: string, installation: string) => `portolan-${sha256}.${installation}.iso`;

/** Whether an image was brought by this installation, whose id is a UUID. */
export function isOwnImage(volume: string, installation: string): boolean {
  return new RegExp(`^portolan-[0-9a-f]{64}\\.${installation}\\.iso$`).test(volume);
}

/** The turn of whoever brings an image to a hypervisor, or takes it away. */
export const imageTurn = (hypervisorId: string, volume: string) => `image ${hypervisorId} ${volume}`;
