import type { Operation } from '@portolan/rest';
import type { Answer } from '../answer.ts';
import { askRoute, askTrpc } from '../isolation/ask-http.ts';
import type { Face, Site, Told } from './face.ts';

const requestOf = ({ headers }: Answer) => [headers.get('x-request-id') ?? ''];

/** As anybody may who speaks HTTP. */
export function trpcFace({ world }: Site): Face {
  return {
    name: 'tRPC',
    shows: (output) => output,
    async ask({ procedure, ...asked }): Promise<Told> {
      const answer = await askTrpc(world.api, procedure, asked);
      const { error, result } = answer.body;
      const told = { requests: requestOf(answer), status: answer.status };
      return error
        ? { ...told, code: error.data.appCode, value: undefined }
        : { ...told, code: null, value: result.data };
    },
  };
}

export function restFace({ world }: Site, operation: Operation): Face {
  const { route } = operation;
  return {
    name: `${route.method} ${route.path}`,
    shows: (output) => shownBy(operation, output),
    async ask(question): Promise<Told> {
      const answer = await askRoute(world.api, operation, question, world.own.slug);
      const told = { requests: requestOf(answer), status: answer.status };
      const isProblem = answer.headers.get('content-type') === 'application/problem+json';
      if (isProblem) return { ...told, code: answer.body.error.code, value: undefined };
      return { ...told, code: null, value: bodyOf(operation, answer) };
    },
  };
}

function bodyOf({ route }: Operation, { status, text, body, headers }: Answer): unknown {
  if (status === 204) return undefined;
  if (route.stream)
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  if (route.text) return text;
  return route.envelope === 'items' ? { items: body, total: Number(headers.get('x-total-count')) } : body;
}

/** The answer in the view, the spelling and the envelope that the route declares. */
function shownBy({ route, viewed }: Operation, output: unknown): unknown {
  if (route.status === 204) return undefined;
  if (route.text) return route.text.of(output);
  const spelled = (value: unknown) => (route.casing === 'snake' ? snake(value, route.verbatim) : value);
  if (route.stream) return spelled(output);
  const view = viewed(output);
  if (route.envelope === 'data') return { data: spelled(view) };
  if (route.envelope !== 'items') return spelled(view);
  const { items, total } = view as { items: unknown[]; total: number };
  return { items: spelled(items), total };
}

/** Not the product's own: what the suite holds it against. */
function snake(value: unknown, verbatim: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((one) => snake(one, verbatim));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    verbatim.includes(key) ? inner : snake(inner, verbatim),
  ]);
  return Object.fromEntries(entries);
}
