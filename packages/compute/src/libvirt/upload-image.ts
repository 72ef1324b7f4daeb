import { stat } from 'node:fs/promises';
import type { Session } from '../virsh/session.ts';
import { wholeMark } from './list-volumes.ts';
import { deleteVolumes, findVolume } from './volumes.ts';

/** Puts a file into the pool of images. Its mark comes last, so that one of which a part has come is made anew. */
export async function uploadImage(session: Session, volume: string, path: string): Promise<void> {
  const { images } = session.target.pools;
  const mark = wholeMark(volume);
  const { size } = await stat(path);
  if ((await findVolume(session, images, mark)) && (await findVolume(session, images, volume))) return;
  await deleteVolumes(session, images, [mark, volume]);
  const make = ['vol-create-as', '--pool', images, '--format', 'raw'];
  try {
    await session.run(...make, '--name', volume, '--capacity', `${size}B`);
    await session.run('vol-upload', '--pool', images, '--vol', volume, '--file', path);
    await session.run(...make, '--name', mark, '--capacity', '0B');
  } catch (error) {
    // What has come takes room that others need; where it cannot be removed now, the next upload does.
    await deleteVolumes(session, images, [mark, volume]).catch(() => {});
    throw error;
  }
}

/** The mark goes first: what is left without one has not come. */
export function removeImage(session: Session, volume: string): Promise<void> {
  return deleteVolumes(session, session.target.pools.images, [wholeMark(volume), volume]);
}
