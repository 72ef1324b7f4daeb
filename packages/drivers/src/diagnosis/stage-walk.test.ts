import { expect, test } from 'vitest';
import type { DriverCall } from '../driver.ts';
import { createEgressPolicy } from '../egress/egress-policy.ts';
import { deadlineAt, within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import type { StageWalk } from '../stages/stage-walk.ts';
import { OPEN_EGRESS } from '../testing/target.ts';
import { chart, diagnose } from './diagnose.ts';
import { DiagnosisError } from './diagnosis-error.ts';

const callOf = (over: Partial<DriverCall> = {}): DriverCall => ({
  policy: createEgressPolicy(OPEN_EGRESS),
  deadline: deadlineAt(Date.now() + 10_000),
  ...over,
});
const stagesOf = (stages: { stage: string; ok: boolean }[]) => stages.map((one) => `${one.stage} ${one.ok}`);

test('a walk to the end is a success with its notes', async () => {
  const result = await diagnose(callOf(), async (walk) => {
    walk.enter('config');
    walk.enter('tls');
    walk.note('Not encrypted');
    return { serverVersion: '18.4' };
  });
  expect(result).toMatchObject({ success: true, message: 'Connection successful', serverVersion: '18.4' });
  expect(result.stages).toMatchObject([{ stage: 'config' }, { stage: 'tls', message: 'Not encrypted' }]);
  for (const { ms } of result.stages) expect(ms).toBe(Math.round(ms * 10) / 10);
});

const failing = (stage?: 'policy' | 'tcp' | 'database') => async (walk: StageWalk) => {
  walk.enter('policy');
  walk.enter('dns');
  walk.enter('tcp');
  throw new StageFailure('TIMEOUT', 'too late', 'try later', stage);
};

test.each([
  [undefined, ['policy true', 'dns true', 'tcp false']],
  ['tcp' as const, ['policy true', 'dns true', 'tcp false']],
  ['policy' as const, ['policy false']],
  ['database' as const, ['policy true', 'dns true', 'database false']],
])('a failure that names stage %s', async (stage, walked) => {
  const result = await diagnose(callOf(), failing(stage));
  expect(stagesOf(result.stages)).toEqual(walked);
  expect(result).toMatchObject({ success: false, code: 'TIMEOUT', message: 'too late', stage: stage ?? 'tcp' });
});

test('each stage is told as it ends, with the team that can mend it', async () => {
  const told: unknown[] = [];
  const { stages } = await diagnose(callOf({ onStage: (stage) => told.push(stage) }), failing());
  expect(told).toEqual(stages);
  expect(stages.map(({ team }) => team)).toEqual([undefined, undefined, 'network']);
});

test('what is known of the encryption stays when a later stage fails', async () => {
  const tls = { version: 'TLSv1.3', verified: true, certificates: [] };
  const result = await diagnose(callOf(), async (walk) => {
    walk.tls = tls;
    return failing()(walk);
  });
  expect(result).toMatchObject({ success: false, tls });
});

test('a charting walk throws its stages', async () => {
  const walked = chart(async function* (walk) {
    yield 'a page';
    await failing()(walk);
  });
  expect(await walked.next()).toEqual({ value: 'a page', done: false });
  const error = await walked.next().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(DiagnosisError);
  expect(error).toMatchObject({ code: 'TIMEOUT', message: 'too late' });
  expect(stagesOf((error as DiagnosisError).stages)).toHaveLength(3);
});

test('what nobody foresaw tells nothing of itself', async () => {
  const result = await diagnose(callOf(), () => Promise.reject(new Error('planted-secret')));
  expect(result.code).toBe('DRIVER_CRASHED');
  expect(JSON.stringify(result)).not.toContain('planted-secret');
});

test('a deadline in the past ends what never would', async () => {
  const never = new Promise<never>(() => {});
  await expect(within(deadlineAt(Date.now() - 1_000), never)).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(await within(deadlineAt(Date.now() + 10_000), Promise.resolve('in time'))).toBe('in time');
  const left = AbortSignal.abort();
  await expect(within(deadlineAt(Date.now() + 10_000, left), never)).rejects.toMatchObject({ code: 'CANCELLED' });
});
