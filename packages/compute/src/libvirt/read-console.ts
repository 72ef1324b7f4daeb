import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ComputeError } from '../compute-error.ts';
import type { ConsolePart } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { consoleName } from './names.ts';

const MOST = 64 * 1_024;

/** What stands in the console's file from an offset on. The file is bounded: once it was begun anew, it is read from its start. */
export async function readConsole(session: Session, id: string, from: string | null): Promise<ConsolePart> {
  const offset = Number(from ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0) throw new ComputeError('REFUSED', 'This is no place in a console');
  const found = await part(session, id, offset);
  if (!found) return { text: '', next: String(offset) };
  if (found.size >= offset) return consolePart(found.bytes, offset);
  const anew = await part(session, id, 0);
  return anew ? consolePart(anew.bytes, 0) : { text: '', next: '0' };
}

async function part(session: Session, id: string, offset: number): Promise<{ bytes: Buffer; size: number } | null> {
  const { machines } = session.target.pools;
  const volume = ['--pool', machines, '--vol', consoleName(id)];
  const file = path.join(session.files.folder, `console-${offset}`);
  const bounds = ['--offset', String(offset), '--length', String(MOST)];
  const look = [
    ['vol-info', ...volume, '--bytes', '--physical'],
    ['vol-download', ...volume, '--file', file, ...bounds],
  ];
  let [info = ''] = await session.read(look);
  // The file was made by the hypervisor itself: the pool knows it once it was looked through.
  if (!info) [, info = ''] = await session.read([['pool-refresh', '--pool', machines], ...look]);
  if (!info) return null;
  const size = Number(/^Physical: +(\d+)/m.exec(info)?.[1] ?? 0);
  return { bytes: await readFile(file), size };
}

/** A letter that is cut off at the end is left for the next part. */
export function consolePart(bytes: Buffer, offset: number): ConsolePart {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder.decode(bytes, { stream: true });
  const cut = decoder.decode() === '' ? 0 : cutOff(bytes);
  return { text, next: String(offset + bytes.length - cut) };
}

/** How many bytes at the end begin a letter and do not end it. */
function cutOff(bytes: Buffer): number {
  const tail = [...bytes.subarray(-3)].reverse();
  return tail.findIndex((byte) => byte >= 0xc0) + 1;
}
