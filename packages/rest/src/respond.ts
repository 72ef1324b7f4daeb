import type { Context } from 'hono';

export type AnswerHeaders = Record<string, string | string[]>;

/** Headers of every answer to a request, and the answer that was made with them. */
export interface Answering {
  headers: Readonly<Record<string, string>>;
  made: Response | null;
}

declare module 'hono' {
  interface ContextVariableMap {
    answering: Answering;
  }
}

/**
 * An answer, made at once with the headers that every answer has. They stay a plain object, which the server writes as it
 * is: `Headers` would be filled one by one, sorted, and made an object again. Only of cookies there may be several.
 */
export function respond(
  c: Context,
  body: string | ReadableStream<Uint8Array> | null,
  status: number,
  headers: AnswerHeaders,
): Response {
  const answering = c.get('answering') as Answering | undefined;
  const { 'set-cookie': cookies, ...single } = headers;
  const plain = { ...answering?.headers, ...(single as Record<string, string>) };
  const response = new Response(body, { status, headers: cookies === undefined ? plain : withCookies(plain, cookies) });
  if (answering) answering.made = response;
  return response;
}

function withCookies(plain: Record<string, string>, cookies: string | string[]): Headers {
  const headers = new Headers(plain);
  for (const cookie of [cookies].flat()) headers.append('set-cookie', cookie);
  return headers;
}
