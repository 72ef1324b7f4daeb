import { setTimeout as wait } from 'node:timers/promises';
import { ComputeError } from '../compute-error.ts';
import type { Session } from '../virsh/session.ts';
import { bootMachine } from './boot-machine.ts';
import { getMachine } from './get-machine.ts';

const LOOK_MS = 250;
/** A machine that boots loses what it is asked: it is asked again. */
const ASK_AGAIN_MS = 5_000;

export async function startMachine(session: Session, id: string): Promise<void> {
  const { power } = await getMachine(session, id);
  if (power === 'running') throw inState('running');
  // Paused by somebody, or until there is room for what it writes: it goes on where it was.
  if (typeof power === 'object' && power.other.startsWith('paused')) await session.run('resume', '--domain', id);
  else await bootMachine(session, id);
}

/** Asks kindly first: one that has not gone down after `graceMs` is cut off. */
export async function stopMachine(session: Session, id: string, graceMs: number): Promise<void> {
  const { power } = await getMachine(session, id);
  if (power === 'stopped') throw inState('stopped');
  await bringDown(session, id, power === 'running' ? graceMs : 0);
}

export async function restartMachine(session: Session, id: string, graceMs: number): Promise<void> {
  const { power } = await getMachine(session, id);
  if (power === 'stopped') throw inState('stopped');
  await bringDown(session, id, power === 'running' ? graceMs : 0);
  await bootMachine(session, id);
}

/** Cuts the power; one that is down already does not matter. */
export async function cutPower(session: Session, id: string): Promise<void> {
  try {
    await session.run('destroy', '--domain', id);
  } catch (error) {
    if (!(error instanceof ComputeError) || !['CONFLICT', 'NOT_FOUND'].includes(error.code)) throw error;
  }
}

async function bringDown(session: Session, id: string, graceMs: number): Promise<void> {
  const giveUpAt = Date.now() + graceMs;
  let askAt = 0;
  while (Date.now() < giveUpAt) {
    if (Date.now() >= askAt) {
      // Whether it listens shows in what it does.
      await session.read([['shutdown', '--domain', id, '--mode', 'acpi']]);
      askAt = Date.now() + ASK_AGAIN_MS;
    }
    if ((await getMachine(session, id)).power === 'stopped') return;
    await wait(Math.min(LOOK_MS, Math.max(1, giveUpAt - Date.now())), null, { signal: session.signal });
  }
  await cutPower(session, id);
}

function inState(state: string): ComputeError {
  return new ComputeError('CONFLICT', `The machine is ${state}`);
}
