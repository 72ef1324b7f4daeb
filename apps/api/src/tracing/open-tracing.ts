import { httpInstrumentationMiddleware } from '@hono/otel';
import { context, propagation, trace as traces } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Trace } from '@portolan/core';
import type { DriverGateway } from '@portolan/drivers';
import type { MiddlewareHandler } from 'hono';
import { GuardedExporter } from './guarded-exporter.ts';
import { traceDrivers } from './trace-drivers.ts';
import { traceSql } from './trace-sql.ts';
import { traceStep } from './trace-step.ts';

export interface Tracing {
  /** Around each request; takes up the trace of a caller that has one. */
  middleware: MiddlewareHandler;
  trace: Trace;
  /** The gateway with each call and each stage told. */
  drivers(gateway: DriverGateway): DriverGateway;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
}

/**
 * Follows each request from its route through procedure and verb to statements and the stages of drivers, and sends that
 * by OTLP to wherever the variables of OpenTelemetry (`OTEL_EXPORTER_OTLP_ENDPOINT`, `…_HEADERS`) say.
 */
export function openTracing(version: string): Tracing {
  const about = resourceFromAttributes({ 'service.name': 'portolan', 'service.version': version });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(about),
    spanProcessors: [new BatchSpanProcessor(new GuardedExporter(new OTLPTraceExporter()))],
  });
  traces.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const tracer = provider.getTracer('portolan', version);
  traceSql(tracer);
  return {
    middleware: httpInstrumentationMiddleware({ tracerProvider: provider, captureActiveRequests: false }),
    trace: traceStep(tracer),
    drivers: (gateway) => traceDrivers(gateway, tracer),
    close: () => provider.shutdown(),
  };
}
