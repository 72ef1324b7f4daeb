import { type BodyLimits, limitsFor, readText, scanJson } from '@portolan/rest';
import { type Access, AppError, type Meta } from '@portolan/router';
import type { TRPCRequestInfo } from '@trpc/server/http';

const JSON_TYPE = 'application/json';

/** A request whose input tRPC may read: bounded, and looked over first, as on the other face. */
export interface TrpcRequest {
  request: Request;
  /**
   * Reads the input of the calls; before it, they find none. A streamed answer begins before its calls have read theirs,
   * and nothing of a body may be left by then. A body that is not valid is told to the calls of strangers one by one.
   */
  readInput(info: TRPCRequestInfo): Promise<void>;
}

export function trpcRequest(raw: Request): TrpcRequest {
  const { method, url, headers, signal } = raw;
  let body: Promise<string> = Promise.resolve('');
  return {
    // tRPC asks a request for no more than this.
    request: { method, url, headers, signal, text: () => body } as Request,
    async readInput({ calls }) {
      const access = leastAccess(calls);
      const limits = limitsFor(access);
      if (method === 'GET') {
        scanJson(new URL(url).searchParams.get('input') ?? '', limits);
        return;
      }
      // tRPC takes forms and bytes too, which a page of another site may send without asking first.
      const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
      if (type !== JSON_TYPE) throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${JSON_TYPE}`);
      body = readJson(raw, limits);
      // Each call of a stranger counts as an attempt, which is the business of the calls.
      await (access === 'public' ? body.catch(() => {}) : body);
    },
  };
}

async function readJson(raw: Request, limits: BodyLimits): Promise<string> {
  const { text } = await readText(raw, limits.bytes);
  scanJson(text, limits);
  return text;
}

/** That of the least trusted of the calls; what is no procedure is anybody's. */
function leastAccess(calls: TRPCRequestInfo['calls']): Access {
  const accesses = calls.map(({ procedure }) => (procedure?._def.meta as Meta | undefined)?.access ?? 'public');
  return accesses.includes('public') ? 'public' : (accesses[0] ?? 'public');
}
