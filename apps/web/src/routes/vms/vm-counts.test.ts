import type { Vm, VmStatus } from '@portolan/contract';
import { expect, it } from 'vitest';
import { createVmCounts } from './vm-counts.ts';

it('counts the machines of each status, anew with each beginning of the stream', () => {
  const { counts, onBegin, onNews } = createVmCounts();
  const tell = (id: string, status: VmStatus) => onNews({ type: 'changed', vm: { id, status } as Vm });
  expect(counts()).toBeNull();
  tell('a', 'RUNNING');
  tell('b', 'RUNNING');
  tell('a', 'STOPPED');
  expect(counts()).toEqual({ all: 2, RUNNING: 1, STOPPED: 1, PROVISIONING: 0, ERROR: 0 });
  onNews({ type: 'removed', id: 'b' });
  expect(counts()).toMatchObject({ all: 1, RUNNING: 0 });
  onBegin?.();
  tell('c', 'ERROR');
  expect(counts()).toEqual({ all: 1, RUNNING: 0, STOPPED: 0, PROVISIONING: 0, ERROR: 1 });
});
