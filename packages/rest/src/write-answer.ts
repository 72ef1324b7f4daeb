import { mapKeys, toSnake } from './casing.ts';
import type { Operation } from './operations.ts';

interface Page {
  items: unknown[];
  total: number;
  page: number;
  limit: number;
}

/** The answer of a procedure in the shape of its route: view, spelling, envelope, status and headers. */
export function writeAnswer(operation: Operation, output: unknown, url: URL, headers: Headers): Response {
  const { route } = operation;
  const status = route.statusOf ? route.statusOf.of(output as never) : (route.status ?? 200);
  if (route.location) headers.set('location', fill(route.location, output as Record<string, unknown>));
  if (status === 204) return new Response(null, { status, headers });
  const viewed = route.view ? route.view.of(output as never) : output;
  if (route.envelope === 'items') setPageHeaders(headers, viewed as Page, url);
  const body = route.envelope === 'items' ? (viewed as Page).items : viewed;
  const named = route.casing === 'snake' ? mapKeys(body, toSnake) : body;
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(route.envelope === 'data' ? { data: named } : named), { status, headers });
}

function fill(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(values[key])));
}

/** What a bare array cannot say: how many there are, and where the neighbours of this page are (RFC 8288). */
function setPageHeaders(headers: Headers, { total, page, limit }: Page, url: URL): void {
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
  headers.set('x-total-count', String(total));
  headers.set('link', links.join(', '));
}
