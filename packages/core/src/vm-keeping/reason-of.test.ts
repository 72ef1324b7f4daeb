import { ComputeError } from '@portolan/compute';
import { expect, it } from 'vitest';
import { reasonOf } from './reason-of.ts';

it('people are told which file it was, and not where the hypervisor keeps it', () => {
  const said =
    "The hypervisor refused: Cannot access storage file '/srv/pools of a/portolan-1.qcow2' (as uid:0, gid:0)";
  const refused = new ComputeError('REFUSED', said.replace(' of a', ''));
  expect(reasonOf(refused)).toBe(
    "The hypervisor refused: Cannot access storage file 'portolan-1.qcow2' (as uid:0, gid:0)",
  );
});

it.each([
  [new ComputeError('UNREACHABLE', 'ssh: 10.0.0.1 port 22: refused'), 'The hypervisor does not answer'],
  [new Error('at /srv/app/x.ts'), 'Something went wrong on our side'],
  [new ComputeError('CAPACITY', 'disk: 2 GB/s left'), 'disk: 2 GB/s left'],
])('of %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
