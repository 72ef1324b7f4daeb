import type { VmQuota } from '@portolan/contract';
import { expect, it } from 'vitest';
import { ownFailure } from '../../../lib/app-error.ts';
import { leftOf, overQuota, quotaText } from './quota-left.ts';
import { refusedFields } from './refused-fields.ts';
import { EMPTY } from './vm-draft.ts';

const used = { machines: 2, cpu: 3, memoryGb: 1.5, diskGb: 20 };
const quota: VmQuota = { limits: { machines: 2, cpu: 4, memoryGb: null, diskGb: 10 }, used };

it('tells what is left of what has bounds', () => {
  expect(leftOf(quota, 'cpu')).toBe(1);
  // It was less bounded before.
  expect(leftOf(quota, 'diskGb')).toBe(0);
  expect(leftOf(quota, 'memoryGb')).toBeNull();
  expect(quotaText(quota)).toBe('Left of the quota: 0 machines, 1 CPU, and 0\u00a0GB of disk.');
  const limits = { machines: null, cpu: null, memoryGb: null, diskGb: null };
  expect(quotaText({ limits, used })).toBe('The quota of this tenant has no bounds.');
});

it('says which size is too much', () => {
  expect(overQuota(quota, 'cpu', 1)).toBeUndefined();
  expect(overQuota(quota, 'cpu', 2)).toBe('The quota has 1 left');
  expect(overQuota(quota, 'memoryGb', 1_000)).toBeUndefined();
});

it('brings a refusal to the fields that it is about', () => {
  const refusal = (path: string, code: string) => ({
    ...ownFailure('QUOTA_EXCEEDED', 'Too much'),
    issues: [{ path, code, message: 'cpu: 2 wanted, 1 of 4 left, 1 too much' }],
  });
  const draft = { ...EMPTY, cpu: '2' };
  expect(refusedFields(refusal('cpu', 'quota_exceeded'), draft, quota)).toEqual({ cpu: 'The quota has 1 left' });
  expect(refusedFields(refusal('', 'quota_exceeded'), draft, quota)).toEqual({
    name: 'The quota has no machine left',
  });
  expect(refusedFields(refusal('cpu', 'host_capacity'), draft, undefined)).toEqual({
    cpu: 'No hypervisor has room for that much',
  });
  expect(refusedFields(refusal('elsewhere', 'other'), draft, quota)).toEqual({});
});
