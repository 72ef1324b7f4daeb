import { CONNECTION_KINDS } from '@portolan/contract';
import { afterAll, expect, test } from 'vitest';
import { createDriverHost } from './host/index.ts';
import { emulate } from './testing/emulators.ts';
import { OPEN_EGRESS, targetOf, verdictOf } from './testing/target.ts';

const host = createDriverHost({ egress: OPEN_EGRESS });
afterAll(() => host.close());

test.each(CONNECTION_KINDS.filter((kind) => kind !== 'postgresql'))('%s is kept, not dialled', async (dbType) => {
  let visitors = 0;
  await using peer = await emulate(() => visitors++);
  const target = targetOf({ dbType, port: peer.port });
  const result = await host.test(target);
  expect(verdictOf(result)).toEqual({ success: false, code: 'UNSUPPORTED_YET', stage: 'config', walked: 'config' });
  const refusal = { code: 'UNSUPPORTED_YET', stages: [{ stage: 'config', ok: false }] };
  await expect(host.schemas(target)).rejects.toMatchObject(refusal);
  await expect(host.tables(target, { includeViews: true, page: 1, pageSize: 20 })).rejects.toMatchObject(refusal);
  await expect(host.fields(target, { table: 'a' })).rejects.toMatchObject(refusal);
  expect(visitors).toBe(0);
});

test('the interface entry loads no platform and no database library', async () => {
  const { readFile } = await import('node:fs/promises');
  for (const file of ['./index.ts', './driver.ts']) {
    const source = await readFile(new URL(file, import.meta.url), 'utf8');
    const values = source.match(/^(import|export) (?!type|interface|class|\*).*$/gm) ?? [];
    expect(values).toEqual([]);
  }
});
