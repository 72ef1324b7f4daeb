import { setTimeout as wait } from 'node:timers/promises';
import { HYPERVISOR_POOLS } from '@portolan/contract';
import { ComputeError } from '../compute-error.ts';
import type { Session } from '../virsh/session.ts';
import { attributeOf, childOf, readXml, textOf } from '../xml/read-xml.ts';

export interface Pool {
  name: string;
  type: string;
  path: string;
  bytes: number;
  freeBytes: number;
}

const RUNNING = /^State: +running/m;
const IMAGES = '/var/lib/libvirt/images';
const LOOKS = 5;
const LOOK_MS = 400;
const OUR_NAMES: readonly string[] = Object.values(HYPERVISOR_POOLS);
/** Where disks are files: those that can lie on each other. */
const OF_FILES = ['dir', 'fs', 'netfs', 'gluster'];

export async function getPool(session: Session, name: string): Promise<Pool> {
  const describe = ['pool-dumpxml', '--pool', name];
  const [info = '', described = ''] = await session.read([['pool-info', '--pool', name], describe]);
  const isThere = RUNNING.test(info) && described !== '';
  if (!isThere) await assertPool(session, name);
  const xml = isThere ? described : await session.run(...describe);
  const pool = readXml(xml, 'pool');
  const path = textOf(childOf(pool, 'target'), 'path');
  const [bytes, freeBytes] = [Number(textOf(pool, 'capacity')), Number(textOf(pool, 'available'))];
  return { name, type: attributeOf(pool, 'type'), path, bytes, freeBytes };
}

/** A pool in which disks of machines can be made. */
export async function getFilePool(session: Session, name: string): Promise<Pool> {
  const pool = await getPool(session, name);
  if (!OF_FILES.includes(pool.type) || !pool.path) {
    throw new ComputeError('UNSUPPORTED', `The pool ${name} holds no files: disks are made in folders alone`);
  }
  return pool;
}

/** Whether a missing pool is made rather than told: one with our own name, where libvirt keeps its images in a folder. */
export function mayMakePool({ reach }: Session, name: string): boolean {
  return reach.driver === 'qemu' && reach.path === '/system' && OUR_NAMES.includes(name);
}

/** Throws where there is no such pool that is active; one that may be made is made. */
export async function assertPool(session: Session, name: string): Promise<void> {
  let info = await infoOf(session, name);
  // Another call may be making it just now: it is there before it is started.
  for (let looks = 0; info && !RUNNING.test(info) && mayMakePool(session, name) && looks < LOOKS; looks++) {
    await wait(LOOK_MS, null, { signal: session.signal });
    info = await infoOf(session, name);
  }
  if (RUNNING.test(info)) return;
  if (info) throw new ComputeError('REFUSED', `The pool ${name} is not active`);
  if (!mayMakePool(session, name)) throw new ComputeError('NOT_FOUND', `The hypervisor has no pool ${name}`);
  await makePool(session, name);
}

async function infoOf(session: Session, name: string): Promise<string> {
  const [info = ''] = await session.read([['pool-info', '--pool', name]]);
  return info;
}

/** Makes a pool that is missing, and starts it. */
export async function makePool(session: Session, name: string): Promise<void> {
  const path = `${IMAGES}/${name}`;
  await session.read([
    ['pool-define-as', '--name', name, '--type', 'dir', '--target', path],
    ['pool-build', '--pool', name],
    ['pool-autostart', '--pool', name],
  ]);
  try {
    await session.run('pool-start', '--pool', name);
  } catch (error) {
    // Another call was faster.
    if (!(error instanceof ComputeError) || error.code !== 'CONFLICT') throw error;
  }
}
