import { expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { withoutDrivers } from './without-drivers.ts';

const gateway = withoutDrivers('Nothing runs drivers', 'Install something');
const target: ConnectionTarget = {
  dbType: 'mysql',
  host: 'db.example.com',
  port: 3306,
  databaseName: null,
  username: null,
  useSsl: false,
  options: {},
  credential: null,
};
const failure = { code: 'DRIVER_HOST_UNREACHABLE', message: 'Nothing runs drivers' };

test('a test is answered with how to mend it, and told on the way', async () => {
  const stages: unknown[] = [];
  const result = await gateway.diagnose(target, { onStage: (stage) => stages.push(stage) });
  expect(result).toMatchObject({ ...failure, success: false, stage: 'config' });
  expect(result.stages).toMatchObject([{ ...failure, ok: false, remedy: 'Install something', team: 'operator' }]);
  expect(stages).toEqual(result.stages);
});

test('a check says nothing of the database', async () => {
  expect(await gateway.check(target)).toBeNull();
});

test('all else fails by the same code', async () => {
  const reading = gateway.introspect(target, { depth: 'schemas' });
  await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject(failure);
  await expect(gateway.schemas(target)).rejects.toMatchObject(failure);
  await expect(gateway.tables(target, { includeViews: true, page: 1, pageSize: 1 })).rejects.toMatchObject(failure);
  await expect(gateway.fields(target, { table: 't' })).rejects.toMatchObject(failure);
  await gateway.warm(['mysql']);
  expect(gateway.load()).toMatchObject({ processes: 0, failing: false });
  await gateway.close();
});
