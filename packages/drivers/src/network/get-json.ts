import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { HttpsDoor } from './https-door.ts';

export interface JsonQuestion {
  host: string;
  port: number;
  path: string;
  token: string;
}

/** Asks through a door with a bearer token; null for a body that is no JSON object. Rejects with the raw error. */
export function getJson(
  door: HttpsDoor,
  { token, ...where }: JsonQuestion,
): Promise<{ status: number; body: Record<string, unknown> | null }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    body: Record<string, unknown> | null;
  }>();
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'user-agent': 'portolan' };
  const outgoing = request({ agent: door, ...where, method: 'GET', headers }, (response) => {
    if (door.failure) return reject(door.failure);
    const { statusCode: status = 0 } = response;
    text(response).then((body) => resolve({ status, body: parsed(body) }), reject);
  });
  outgoing.on('error', reject);
  outgoing.end();
  return promise;
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
