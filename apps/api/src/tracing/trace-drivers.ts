import { context, type Span, SpanKind, SpanStatusCode, type Tracer, trace as traces } from '@opentelemetry/api';
import type { StageResult } from '@portolan/contract';
import { type ConnectionTarget, DiagnosisError, type DriverGateway } from '@portolan/drivers';

/** Tells each call of a driver with the stages it went through; nothing of where it led or who signed in there. */
export function traceDrivers(gateway: DriverGateway, tracer: Tracer): DriverGateway {
  const call = <T>(verb: string, target: ConnectionTarget, work: () => Promise<T>): Promise<T> =>
    tracer.startActiveSpan(`driver.${verb}`, optionsOf(target), async (span) => {
      try {
        const answer = await work();
        if (isDiagnosis(answer)) tellStages(tracer, span, answer.stages);
        span.end();
        return answer;
      } catch (error) {
        fail(tracer, span, error);
        throw error;
      }
    });
  return {
    ...gateway,
    diagnose: (target, caller) => call('diagnose', target, () => gateway.diagnose(target, caller)),
    schemas: (target, caller) => call('schemas', target, () => gateway.schemas(target, caller)),
    tables: (target, query, caller) => call('tables', target, () => gateway.tables(target, query, caller)),
    fields: (target, query, caller) => call('fields', target, () => gateway.fields(target, query, caller)),
    async *introspect(target, scope, caller) {
      const span = tracer.startSpan('driver.introspect', optionsOf(target));
      try {
        yield* gateway.introspect(target, scope, caller);
        span.end();
      } catch (error) {
        fail(tracer, span, error);
        throw error;
      } finally {
        // Left before its end: nothing has failed.
        if (span.isRecording()) span.end();
      }
    },
  };
}

const optionsOf = ({ dbType }: ConnectionTarget) => ({
  kind: SpanKind.CLIENT,
  attributes: { 'portolan.step': 'driver', 'db.system.name': dbType },
});

function fail(tracer: Tracer, span: Span, error: unknown): void {
  if (error instanceof DiagnosisError) {
    tellStages(tracer, span, error.stages);
    span.setAttribute('error.type', error.code);
  }
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Stages are known by how long they took, one after the other, when the call has ended. */
function tellStages(tracer: Tracer, parent: Span, stages: readonly StageResult[]): void {
  const within = traces.setSpan(context.active(), parent);
  let at = Date.now() - stages.reduce((sum, { ms }) => sum + ms, 0);
  for (const { stage, ok, ms, code } of stages) {
    const attributes = { 'portolan.step': 'stage', ...(code ? { 'error.type': code } : {}) };
    const span = tracer.startSpan(`stage.${stage}`, { startTime: at, attributes }, within);
    if (!ok) span.setStatus({ code: SpanStatusCode.ERROR });
    at += ms;
    span.end(at);
  }
}

function isDiagnosis(answer: unknown): answer is { stages: readonly StageResult[] } {
  return typeof answer === 'object' && answer !== null && 'stages' in answer && Array.isArray(answer.stages);
}
