import { isClientError } from '@portolan/client';
import { procedures } from '../isolation/ask-http.ts';
import { askStream, STREAMS } from '../isolation/ask-stream.ts';
import type { Face, Question, Site, Told } from './face.ts';

/** As internal tools do: the typed client, whose calls and failures are those of its package. */
export function clientFace(site: Site): Face {
  return {
    name: 'client',
    shows: (output) => output,
    ask(question) {
      if (STREAMS.has(question.procedure)) return askPieces(site, question);
      return askOnce(site, question, procedures.get(question.procedure)?.type === 'mutation' ? 'mutate' : 'query');
    },
  };
}

/** What `each` says itself. */
const PAGING = ['page', 'limit', 'pageSize'];

/** A list as a whole, page by page. */
export function eachFace(site: Site): Face {
  return {
    name: 'client, each',
    shows: (output) => (output as Page).items,
    takes: (key) => !PAGING.includes(key),
    reads: (value, output) => wholeOf(value as unknown[], output as Page),
    ask: (question) => askOnce(site, question, 'each'),
  };
}

interface Page {
  items: unknown[];
  total: number;
}

/** The first page of a whole list; one that is not whole is no answer. */
const wholeOf = (all: unknown[], { items, total }: Page) => (all.length === total ? all.slice(0, items.length) : all);

type Call = (input: unknown) => unknown;

async function askOnce({ world }: Site, { procedure, input, token, tenant }: Question, verb: string): Promise<Told> {
  const requests: string[] = [];
  const client = world.api.client(
    token,
    tenant,
    ({ headers }) => void requests.push(headers.get('x-request-id') ?? ''),
  );
  const [feature, name] = procedure.split('.') as [keyof typeof client, string];
  // A name from the router is no name to the compiler.
  const call = (client[feature] as unknown as Record<string, Record<string, Call>>)[name]?.[verb];
  try {
    return { code: null, value: await whole(call?.(input)), requests };
  } catch (error) {
    if (!isClientError(error)) throw error;
    return { code: error.code, value: undefined, status: error.status, requests };
  }
}

async function whole(answer: unknown): Promise<unknown> {
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return answer;
  const all: unknown[] = [];
  for await (const one of answer as AsyncIterable<unknown>) all.push(one);
  return all;
}

async function askPieces({ world }: Site, { procedure, ...asked }: Question): Promise<Told> {
  const { status, headers, body, code = null } = await askStream(world.api, procedure, asked);
  return { code, value: body ?? undefined, status, requests: [headers.get('x-request-id') ?? ''] };
}
