import type { Vm, VmPage } from '@portolan/contract';
import { expect, it } from 'vitest';
import { newsInList } from './news-in-list.ts';

const vm = (name: string, more: Partial<Vm> = {}): Vm => ({
  id: name,
  name,
  status: 'STOPPED',
  cpu: 1,
  memoryGb: 1,
  diskGb: 10,
  ipAddress: null,
  sourceType: 'template',
  templateId: null,
  templateName: 'alpine',
  isoUrl: null,
  host: 'quay',
  failure: null,
  pending: null,
  progress: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const page = (...items: Vm[]): VmPage => ({ items, total: items.length, page: 1, limit: 20 });

it('puts what has become of a machine in its place, and keeps the others as they are', () => {
  const [web, api] = [vm('web'), vm('api')];
  const told = newsInList(page(api, web), { type: 'changed', vm: vm('web', { ipAddress: '10.0.0.7' }) });
  expect(told.isBehind).toBe(false);
  expect(told.page.items[0]).toBe(api);
  expect(told.page.items[1]?.ipAddress).toBe('10.0.0.7');
});

it('asks the server where a filter or the order may have another answer by now', () => {
  const before = page(vm('web'));
  expect(newsInList(before, { type: 'changed', vm: vm('web', { status: 'RUNNING' }) }).isBehind).toBe(true);
  expect(newsInList(before, { type: 'changed', vm: vm('web', { name: 'gateway' }) }).isBehind).toBe(true);
  for (const news of [
    { type: 'changed', vm: vm('new') },
    { type: 'removed', id: 'web' },
  ] as const)
    expect(newsInList(before, news)).toEqual({ page: before, isBehind: true });
});
