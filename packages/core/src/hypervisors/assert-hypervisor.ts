import type { Statement } from '@portolan/db';
import type { Services } from '../context.ts';
import { AppError } from '../errors.ts';

const ANY: Statement = { name: 'hypervisors-any', text: 'select exists (select from hypervisors) as here' };

/** Whether there is anything that machines could run on. */
export async function hasHypervisor({ db }: Pick<Services, 'db'>): Promise<boolean> {
  const [row] = await db.read<{ here: boolean }>(ANY, []);
  return row?.here ?? false;
}

/** Without one nothing is known of machines, and nothing is done about them. */
export async function assertHypervisor(services: Pick<Services, 'db'>): Promise<void> {
  if (await hasHypervisor(services)) return;
  const todo = 'have an operator add one, or set PORTOLAN_LIBVIRT_URI';
  throw new AppError('NO_HYPERVISOR', `There is no hypervisor to run machines on: ${todo}`);
}
