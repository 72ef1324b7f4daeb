import { cut } from '@portolan/contract';
import { limitsFor, readText, respond, scanJson } from '@portolan/rest';
import { AppError, type RouterContext, toFailure } from '@portolan/router';
import type { Handler, Context as HonoContext } from 'hono';
import { assertNotForeign } from '../gate/same-site.ts';
import type { Site } from '../gate/site.ts';
import { requestId } from '../request-id.ts';
import { agentNameOf, agentOf, SESSION_HEADER, sessionOf } from './agent-session.ts';

export interface McpFaceOptions {
  version: string;
  site: Site;
  createContext(c: HonoContext, cookies: string[]): Promise<RouterContext>;
  onError(error: unknown, c: HonoContext): void;
}

const ALLOW = 'POST, OPTIONS';
const JSON_TYPE = 'application/json';
/** No call of a tool says nearly as much. */
const LIMITS = { ...limitsFor('caller'), bytes: 64 * 1024 };

/** The tools of agents, as the Model Context Protocol speaks over HTTP: a message a request, and nothing kept. */
export function mcpFace({ version, site, createContext, onError }: McpFaceOptions): Handler {
  return async (c) => {
    if (c.req.method === 'OPTIONS') return respond(c, null, 204, { allow: ALLOW });
    try {
      if (c.req.method !== 'POST') {
        throw new AppError('METHOD_NOT_ALLOWED', `${cut(c.req.method)} is not a method of this path`);
      }
      assertNotForeign(c, site);
      const ctx = await knownCaller(c, createContext);
      const agent = agentOf(c);
      const message = await readMessage(c);
      // Weighs as much as the whole rest of a start: loaded for the first who asks.
      const { answerMessage } = await import('./answer-message.ts');
      const asking = { ctx, version, agent, onError: (error: unknown) => onError(error, c) };
      const answer = await answerMessage(c.req.raw, message, asking);
      return await written(c, answer, message);
    } catch (error) {
      onError(error, c);
      return refused(c, error);
    }
  };
}

/** By a token alone: what a browser sends by itself is nobody's agent. */
async function knownCaller(c: HonoContext, createContext: McpFaceOptions['createContext']): Promise<RouterContext> {
  const bears = /^bearer[ \t]+\S/i.test(c.req.header('authorization')?.trim() ?? '');
  const ctx = bears ? await createContext(c, []) : null;
  if (!ctx?.principal) throw new AppError('UNAUTHORIZED', 'Send an API key as a bearer token');
  return ctx;
}

interface Message {
  method?: unknown;
  params?: { clientInfo?: unknown };
}

async function readMessage(c: HonoContext): Promise<Message> {
  const { text, type } = await readText(c.req.raw, LIMITS.bytes);
  if (type !== JSON_TYPE) throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${JSON_TYPE}`);
  scanJson(text, LIMITS);
  const message = parsed(text);
  if (message !== null && typeof message === 'object' && !Array.isArray(message)) return message;
  throw new AppError('VALIDATION_ERROR', 'The body must be one message of JSON-RPC');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJson();
  }
}

/** JSON-RPC has a code of its own for it. */
class NotJson extends AppError {
  constructor() {
    super('VALIDATION_ERROR', 'The body is not valid JSON');
  }
}

/** The answer of the transport, with the headers that every answer has. */
async function written(c: HonoContext, answer: Response, message: Message): Promise<Response> {
  if (answer.status === 202) return respond(c, null, 202, {});
  const text = await answer.text();
  if (answer.status >= 400) {
    const { error } = JSON.parse(text) as { error: { code: number; message: string } };
    return refusal(c, answer.status, { code: error.code, message: cut(error.message, 300), app: 'VALIDATION_ERROR' });
  }
  const begins = message.method === 'initialize' && !text.includes('"error":');
  const session = begins ? { [SESSION_HEADER]: sessionOf(agentNameOf(message.params?.clientInfo)) } : {};
  return respond(c, text, answer.status, { 'content-type': JSON_TYPE, ...session });
}

const NOT_JSON = -32_700;
const NOT_VALID = -32_600;

/** What is refused before a tool is reached: a status as on every face, and an error that names no message. */
function refused(c: HonoContext, error: unknown): Response {
  const { code, status, message, retryAfter } = toFailure(error);
  return refusal(c, status, {
    code: error instanceof NotJson ? NOT_JSON : NOT_VALID,
    message,
    app: code,
    headers: {
      ...(status === 401 ? { 'www-authenticate': challengeOf(c) } : {}),
      ...(status === 405 ? { allow: ALLOW } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    },
  });
}

/** RFC 6750: what is wrong with a token is said to whoever sent one. */
function challengeOf(c: HonoContext): string {
  const realm = 'Bearer realm="portolan"';
  return c.req.header('authorization') === undefined ? realm : `${realm}, error="invalid_token"`;
}

function refusal(
  c: HonoContext,
  status: number,
  {
    code,
    message,
    app,
    headers = {},
  }: { code: number; message: string; app: string; headers?: Record<string, string> },
): Response {
  const error = { code, message, data: { code: app, requestId: requestId(c) } };
  const body = JSON.stringify({ jsonrpc: '2.0', id: null, error });
  return respond(c, body, status, { ...headers, 'content-type': JSON_TYPE });
}
