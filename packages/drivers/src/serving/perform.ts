import type { StageResult, TestResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { Caller, ConnectionTarget, DriverGateway } from '../driver.ts';
import type { AnswerPart, RemoteCall } from '../wire/index.ts';

/** A line and the text that goes with it. */
export type Part = [head: AnswerPart, tail?: string];

/** What a call says: what comes on its way, and one end. */
export async function* perform(drivers: DriverGateway, call: RemoteCall, caller: Caller): AsyncGenerator<Part, void> {
  try {
    switch (call.verb) {
      case 'greet':
        throw new Error('a greeting dials nobody');
      case 'introspect':
        for await (const page of drivers.introspect(call.target, call.scope, caller)) {
          if (page.kind === 'outline') yield [{ type: 'page', page }];
          else {
            const { json, ...head } = page;
            yield [{ type: 'page', page: head }, json];
          }
        }
        yield ended(drivers, null);
        break;
      case 'diagnose':
        if (call.telling) yield* tellingStages(drivers, call.target, caller);
        else yield ended(drivers, await drivers.diagnose(call.target, caller));
        break;
      default:
        yield ended(drivers, await ask(drivers, call, caller));
    }
  } catch (error) {
    if (!(error instanceof DiagnosisError)) throw error;
    const { code, message, stages } = error;
    yield [{ type: 'failure', code, message, stages, load: drivers.load() }];
  }
}

type Asked = Exclude<RemoteCall, { verb: 'greet' | 'introspect' | 'diagnose' }>;

function ask(drivers: DriverGateway, call: Asked, caller: Caller): Promise<unknown> {
  switch (call.verb) {
    case 'check':
      return drivers.check(call.target, caller);
    case 'schemas':
      return drivers.schemas(call.target, caller);
    case 'tables':
      return drivers.tables(call.target, call.query, caller);
    case 'fields':
      return drivers.fields(call.target, call.query, caller);
    case 'warm':
      return drivers.warm(call.kinds).then(() => null);
  }
}

/** Each stage when it has ended, then the result. */
async function* tellingStages(
  drivers: DriverGateway,
  target: ConnectionTarget,
  caller: Caller,
): AsyncGenerator<Part, void> {
  const stages: StageResult[] = [];
  let result: TestResult | undefined;
  let news = Promise.withResolvers<void>();
  const onStage = (stage: StageResult) => {
    stages.push(stage);
    news.resolve();
  };
  const work = drivers.diagnose(target, { ...caller, onStage }).then((value) => {
    result = value;
    news.resolve();
  }, news.reject);
  while (!result || stages.length > 0) {
    const stage = stages.shift();
    if (stage) yield [{ type: 'stage', stage }];
    else {
      await news.promise;
      news = Promise.withResolvers();
    }
  }
  await work;
  yield ended(drivers, result);
}

function ended(drivers: DriverGateway, value: unknown): Part {
  return [{ type: 'answer', value, load: drivers.load() }];
}
