import { ComputeError } from '../compute-error.ts';
import type { Session } from '../virsh/session.ts';
import { attributeOf, childOf, readXml, textOf } from '../xml/read-xml.ts';
import { assertPool } from './pools.ts';

/** A volume as its pool describes it. */
export interface Volume {
  name: string;
  path: string;
  /** What a machine sees of it. */
  bytes: number;
  format: string;
  /** What it lies on; '' where it stands alone. */
  backing: string;
}

/** The names of a pool's volumes, as they are on its disk now. */
export async function volumeNames(session: Session, pool: string): Promise<string[]> {
  // A pool in which a volume is being made cannot be looked through anew, and knows that one anyhow.
  const [, listed = ''] = await session.read([
    ['pool-refresh', '--pool', pool],
    ['vol-list', '--pool', pool],
  ]);
  if (!listed) await assertPool(session, pool);
  return listed.split('\n').flatMap((line) => nameIn(line) ?? []);
}

export async function findVolume(session: Session, pool: string, name: string): Promise<Volume | null> {
  const xml = await volumeXml(session, pool, name);
  return xml ? volumeOf(xml) : null;
}

/** All volumes of a pool, in two runs of virsh. */
export async function listVolumes(session: Session, pool: string): Promise<Volume[]> {
  const names = await volumeNames(session, pool);
  const described = await session.read(names.map((name) => ['vol-dumpxml', '--vol', name, '--pool', pool]));
  return described.flatMap((xml) => (xml ? [volumeOf(xml)] : []));
}

/** Deletes what is there of these volumes. */
export async function deleteVolumes(session: Session, pool: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await session.run('vol-delete', '--vol', name, '--pool', pool);
    } catch (error) {
      if (!(error instanceof ComputeError) || error.code !== 'NOT_FOUND') throw error;
    }
  }
}

export function volumeOf(xml: string): Volume {
  const volume = readXml(xml, 'volume');
  const target = childOf(volume, 'target');
  return {
    name: textOf(volume, 'name'),
    path: textOf(target, 'path'),
    bytes: Number(textOf(volume, 'capacity')),
    format: attributeOf(childOf(target, 'format'), 'type') || attributeOf(volume, 'type'),
    backing: textOf(childOf(volume, 'backingStore'), 'path'),
  };
}

/** A volume that was put there by other means is known once the pool was looked through. */
async function volumeXml(session: Session, pool: string, name: string): Promise<string> {
  const describe = ['vol-dumpxml', '--vol', name, '--pool', pool];
  const [known = ''] = await session.read([describe]);
  if (known) return known;
  const [, found = ''] = await session.read([['pool-refresh', '--pool', pool], describe]);
  if (!found) await assertPool(session, pool);
  return found;
}

/** A line is a name and a path that ends with it: a name may have blanks of its own. */
function nameIn(line: string): string | null {
  const text = line.trim();
  for (const { index, 0: gap } of text.matchAll(/ {2,}/g)) {
    const name = text.slice(0, index);
    if (text.slice(index + gap.length).endsWith(name)) return name;
  }
  return null;
}
