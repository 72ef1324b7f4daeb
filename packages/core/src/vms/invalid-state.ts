import { AppError } from '../errors.ts';
import type { VmRow } from './vm-row.ts';

/** What a machine as it is now does not allow; the details say its state. */
export function invalidState({ id, name, status, pending }: VmRow, wanted: string): AppError {
  const doing = { start: 'being started', stop: 'being stopped', restart: 'being restarted' } as const;
  const state = pending ? `${status}, and ${doing[pending]}` : status;
  const message = `${name} is ${state}: it cannot be ${wanted} now`;
  const details = [{ path: 'status', code: pending ? 'pending' : status.toLowerCase(), message }];
  return new AppError('INVALID_STATE', message, { details, entity: { type: 'vm', id } });
}
