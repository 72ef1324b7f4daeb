import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Addresses may bear tokens, and anything may stand in a query: the route says enough. */
const UNTOLD = new Set(['url.full', 'url.path', 'url.query']);

/** Lets nothing pass that could hold what somebody typed or stored: no addresses, and no errors in their own words. */
export class GuardedExporter implements SpanExporter {
  readonly #exporter: SpanExporter;

  constructor(exporter: SpanExporter) {
    this.#exporter = exporter;
  }

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    this.#exporter.export(spans.map(guarded), done);
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }
}

function guarded(span: ReadableSpan): ReadableSpan {
  const told: Attributes = Object.fromEntries(Object.entries(span.attributes).filter(([name]) => !UNTOLD.has(name)));
  return Object.create(span, {
    attributes: { value: told },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  }) as ReadableSpan;
}
