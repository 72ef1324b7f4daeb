import type { Session } from '../virsh/session.ts';
import { cleanText } from '../xml/clean-text.ts';
import { getMachine } from './get-machine.ts';

/** Gives the machine another title, now and for its next start. */
export async function renameMachine(session: Session, id: string, name: string): Promise<void> {
  const { power } = await getMachine(session, id);
  const where = power === 'stopped' ? ['--config'] : ['--live', '--config'];
  await session.run('desc', '--domain', id, ...where, '--title', '--new-desc', cleanText(name));
}
