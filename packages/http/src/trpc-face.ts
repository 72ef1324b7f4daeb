import { respond } from '@portolan/rest';
import { appRouter, assertStreamFree, asTrpcError, type RouterContext, toFailure } from '@portolan/router';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Handler, Context as HonoContext } from 'hono';
import { trpcRequest } from './gate/trpc-request.ts';
import { requestId } from './request-id.ts';

const MAX_BATCH = 10;

export interface TrpcFaceOptions {
  createContext(c: HonoContext, cookies: string[]): Promise<RouterContext>;
  onError(error: unknown, c: HonoContext): void;
}

/** The router as tRPC speaks it, under `/trpc`. */
export function trpcFace({ createContext, onError }: TrpcFaceOptions): Handler {
  return async (c) => {
    if (c.req.method === 'OPTIONS') return respond(c, null, 204, { allow: 'GET, HEAD, POST, OPTIONS' });
    const cookies: string[] = [];
    const { request, readInput } = trpcRequest(c.req.raw);
    let refusal: unknown = null;
    let known = false;
    const answer = await fetchRequestHandler({
      endpoint: '/trpc',
      req: request,
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      async createContext({ info }) {
        try {
          const ctx = await createContext(c, cookies);
          known = true;
          // A stranger learns nothing about what a guarded call would have taken.
          if (ctx.principal !== null || info.calls.some(isPublic)) await readInput(info);
          if (info.type === 'subscription' && ctx.principal) assertStreamFree(ctx.principal.userId);
          return ctx;
        } catch (error) {
          refusal = error;
          throw asTrpcError(error);
        }
      },
      // A stream is 200 to tRPC, whatever it says: what is refused before it begins has the status of that.
      responseMeta: ({ errors }) =>
        refusal === null
          ? { headers: retryAfter(errors) }
          : { headers: retryAfter([refusal]), status: toFailure(refusal).status },
      onError: ({ error }) => onError(error, c),
    });
    // Whoever may ask may ask for the headers alone.
    if (answer.headers.get('allow') === 'GET') answer.headers.set('allow', 'GET, HEAD');
    for (const cookie of cookies) answer.headers.append('set-cookie', cookie);
    // What fails before there is a context does not know its request.
    const early = !known && answer.status >= 400;
    if (!early) return answer;
    answer.headers.set('content-type', 'application/json');
    return new Response(await named(answer, requestId(c)), { status: answer.status, headers: answer.headers });
  };
}

async function named(answer: Response, id: string): Promise<string> {
  return (await answer.text()).replaceAll('"requestId":""', `"requestId":"${id}"`);
}

function isPublic({ procedure }: { procedure: { _def: { meta?: unknown } } | null }): boolean {
  return (procedure?._def.meta as { access?: string } | undefined)?.access === 'public';
}

/** How long to wait is a header here too; of several calls the longest. */
function retryAfter(errors: readonly unknown[]): Headers {
  const waits = errors.map((error) => toFailure(error).retryAfter ?? 0);
  const longest = Math.ceil(Math.max(0, ...waits));
  return new Headers(longest > 0 ? { 'retry-after': String(longest) } : {});
}
