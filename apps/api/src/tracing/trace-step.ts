import { type Span, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Trace } from '@portolan/core';

/** A name that a bundle has told from another one of the same. */
const TOLD_APART = /\$\d+$/;

export function traceStep(tracer: Tracer): Trace {
  return (name, step, work) =>
    tracer.startActiveSpan(name.replace(TOLD_APART, ''), { attributes: { 'portolan.step': step } }, (span) => {
      try {
        const done = work();
        if (!(done instanceof Promise)) return ended(span, done);
        // What the caller gets is the work itself: whoever waits for it waits for nothing more.
        done.then(
          (value) => ended(span, value),
          () => failed(span),
        );
        return done;
      } catch (error) {
        failed(span);
        throw error;
      }
    });
}

/** A procedure that failed says so in what it answers. */
function ended<T>(span: Span, value: T): T {
  if ((value as { ok?: unknown } | null | undefined)?.ok === false) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
  return value;
}

function failed(span: Span): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
