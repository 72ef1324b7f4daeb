import type { RestRoute } from '@portolan/router';
import type { Context } from 'hono';
import { mapKeys, toSnake } from './casing.ts';
import type { Operation } from './operations.ts';
import { type AnswerHeaders, respond } from './respond.ts';

interface Page {
  items: unknown[];
  total: number;
  page: number;
  limit: number;
}

/** The answer of a procedure in the shape of its route: view, spelling, envelope, status and headers. */
export function writeAnswer(c: Context, operation: Operation, output: unknown, more: AnswerHeaders): Response {
  const { route } = operation;
  const headers = { ...more };
  const status = route.statusOf ? route.statusOf.of(output) : (route.status ?? 200);
  if (route.location) headers.location = fill(route.location, output as Record<string, unknown>);
  if (route.version?.of) headers.etag = `"${route.version.of(output)}"`;
  if (status === 204) return respond(c, null, 204, headers);
  if (route.text) {
    headers['content-type'] = `${route.text.typeOf?.(output) ?? Object.keys(route.text.mediaTypes)[0]}; charset=utf-8`;
    const name = route.text.fileName?.(output);
    if (name) headers['content-disposition'] = `attachment; filename="${name}"`;
    return respond(c, route.text.of(output), status, headers);
  }
  const viewed = operation.viewed(output);
  if (route.envelope === 'items') Object.assign(headers, pageHeaders(viewed as Page, new URL(c.req.url)));
  const body = route.envelope === 'items' ? (viewed as Page).items : viewed;
  const named = spell(route, body);
  headers['content-type'] = 'application/json';
  const text = JSON.stringify(route.envelope === 'data' ? { data: named } : named);
  return respond(c, text, status, headers);
}

/** A value in the spelling of its surface. */
export function spell(route: RestRoute, value: unknown): unknown {
  return route.casing === 'snake' ? mapKeys(value, toSnake, route.verbatim) : value;
}

function fill(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(values[key])));
}

/** What a bare array cannot say: how many there are, and where the neighbours of this page are (RFC 8288). */
function pageHeaders({ total, page, limit }: Page, url: URL): AnswerHeaders {
  const last = Math.max(1, Math.ceil(total / limit));
  const pages = { first: 1, prev: page - 1, next: page + 1, last };
  const links = Object.entries(pages)
    .filter(([, target]) => target >= 1 && target <= last)
    .map(([relation, target]) => {
      const query = new URLSearchParams(url.search);
      query.set('page', String(target));
      query.set(query.has('pageSize') ? 'pageSize' : 'limit', String(limit));
      return `<${url.pathname}?${query}>; rel="${relation}"`;
    });
  return { 'x-total-count': String(total), link: links.join(', ') };
}
