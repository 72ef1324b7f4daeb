import { context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import pg from 'pg';

// Of a statement only what it does and to which table is told: a value may stand in the text of any other part.
const LITERALS = /e'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/gi;
const VERB = /^\s*(\w+)/;
const TABLE = /\b(?:from|into|update)\s+(?:only\s+)?"?(?:\w+"?\."?)?(\w+)/i;
const VERBS = new Set([
  'with',
  'select',
  'insert',
  'update',
  'delete',
  'begin',
  'commit',
  'rollback',
  'set',
  'savepoint',
]);

/** Tells each statement that a request sends, of every library that brings its own: all of them speak through pg. */
export function traceSql(tracer: Tracer): void {
  const { query } = pg.Client.prototype;
  const traced = function (this: pg.Client, ...args: unknown[]): unknown {
    const run = () => Reflect.apply(query, this, args) as unknown;
    // What no request has asked for, such as the looks after jobs, would be a trace of its own each second.
    if (trace.getActiveSpan() === undefined) return run();
    const { operation, table } = nameOf(textOf(args[0]));
    const span = tracer.startSpan(table ? `${operation} ${table}` : operation, {
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        ...(table ? { 'db.collection.name': table } : {}),
      },
    });
    const end = (error?: unknown) => {
      if (error) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    const last = args.length - 1;
    const callback = args[last];
    if (typeof callback === 'function') {
      const active = context.active();
      args[last] = (...told: unknown[]) => {
        end(told[0]);
        return context.with(active, () => Reflect.apply(callback, this, told) as unknown);
      };
      return run();
    }
    const sent = run();
    const done = settling(sent);
    if (done) done.then(() => end(), end);
    else end();
    return sent;
  };
  pg.Client.prototype.query = traced as typeof query;
}

/** What ends with a statement: its own promise, or that of the rows of a prepared one. */
function settling(sent: unknown): Promise<unknown> | null {
  if (sent instanceof Promise) return sent;
  const { rows } = (sent ?? {}) as { rows?: unknown };
  return rows instanceof Promise ? rows : null;
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  const { text } = (statement ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

function nameOf(text: string): { operation: string; table: string | undefined } {
  const bare = text.replace(LITERALS, "''");
  const verb = VERB.exec(bare)?.[1]?.toLowerCase() ?? '';
  const operation = VERBS.has(verb) ? verb.toUpperCase() : 'STATEMENT';
  return { operation, table: TABLE.exec(bare)?.[1]?.toLowerCase() };
}
