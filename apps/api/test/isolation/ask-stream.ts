import { isClientError } from '@portolan/client';
import type { ConnectionIdInput, HypervisorIdInput, TestConnectionInput, VmLogsInput } from '@portolan/contract';
import type { Answer } from '../answer.ts';
import type { World } from './world.ts';

/** Answered piece by piece over tRPC, each with the way to ask for it. */
const ASK = {
  'audit.export': ({ audit }, input) => audit.export.query(input as object),
  'installation.exportEvents': ({ installation }, input) => installation.exportEvents.query(input as object),
  'connections.watchTest': ({ connections }, input) => connections.watchTest.mutate(input as TestConnectionInput),
  'connections.watchSaved': ({ connections }, input) => connections.watchSaved.mutate(input as ConnectionIdInput),
  'hypervisors.watchTest': ({ hypervisors }, input) => hypervisors.watchTest.mutate(input as HypervisorIdInput),
  'introspection.progress': ({ introspection }, input) =>
    firstOf((handlers) => introspection.progress.subscribe(input as ConnectionIdInput, handlers)),
  'health.live': ({ health }) => firstOf((handlers) => health.live.subscribe(undefined, handlers)),
  'vms.watchLogs': ({ vms }, input) => firstOf((handlers) => vms.watchLogs.subscribe(input as VmLogsInput, handlers)),
  'vms.watch': ({ vms }) => firstOf((handlers) => vms.watch.subscribe(undefined, handlers)),
} satisfies Record<string, (client: Client, input: unknown) => Promise<AsyncIterable<unknown>>>;

interface Handlers {
  onData(piece: unknown): void;
  onError(error: unknown): void;
}
type Client = ReturnType<World['api']['client']>;

export const STREAMS: ReadonlySet<string> = new Set(Object.keys(ASK));

/** One streamed call, as an answer like any other: the status of its error, the text of all its pieces. */
export async function askStream(
  api: World['api'],
  procedure: string,
  { input, token, tenant }: { input: object | undefined; token: string | undefined; tenant: string | undefined },
): Promise<Answer & { code?: string }> {
  let headers = new Headers();
  const client = api.client(token, tenant, (response) => {
    headers = response.headers;
  });
  try {
    const pieces: unknown[] = [];
    for await (const piece of await ASK[procedure as keyof typeof ASK](client, input ?? {})) pieces.push(piece);
    return { status: 200, headers, body: pieces, text: JSON.stringify(pieces) };
  } catch (error) {
    if (!isClientError(error) || !error.data) throw error;
    return { status: error.data.httpStatus, headers, body: null, text: error.message, code: error.code };
  }
}

/** What a subscription says first; nobody waits for more. */
function firstOf(subscribe: (handlers: Handlers) => { unsubscribe(): void }): Promise<AsyncIterable<unknown>> {
  return new Promise((resolve, reject) => {
    const subscription = subscribe({
      onData: (piece) => {
        subscription.unsubscribe();
        resolve(alone(piece));
      },
      onError: reject,
    });
  });
}

async function* alone(piece: unknown): AsyncGenerator<unknown> {
  yield piece;
}

/** Server-sent events are always 200: the error that ends them stands in the stream. */
export function errorOfStream(answer: Answer): Answer {
  const data = /^event: serialized-error\ndata: (.*)$/m.exec(answer.text)?.[1];
  if (data === undefined) return answer;
  const error = JSON.parse(data);
  return { ...answer, status: error.data.httpStatus, body: { error } };
}
