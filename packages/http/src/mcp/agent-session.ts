import { AppError } from '@portolan/router';
import type { Context } from 'hono';
import { plainText } from './plain-text.ts';

export const SESSION_HEADER = 'mcp-session-id';
const MOST_OF_A_NAME = 100;
const MOST_OF_A_SESSION = 1_000;

/** What a client says that it is, on one line of a bounded length. */
export function agentNameOf(clientInfo: unknown): string {
  const { name, version } = (clientInfo ?? {}) as { name?: unknown; version?: unknown };
  const words = [name, version].filter((word) => typeof word === 'string');
  return lineOf(words.map((word) => word.slice(0, MOST_OF_A_NAME)).join(' '));
}

function lineOf(text: string): string {
  const line = plainText(text.slice(0, 2 * MOST_OF_A_NAME + 1)).replace(/\s+/g, ' ');
  return line.trim() || 'unnamed';
}

/**
 * The id of a session, which is the agent's name and nothing else: the client brings it along with each call, and nobody
 * here has to keep it. It opens nothing, and the name is the client's own claim, so it is not signed.
 */
export function sessionOf(agent: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify([crypto.randomUUID(), agent]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The agent that a request is of. A client that was given a session and lost it goes by its `User-Agent`. */
export function agentOf(c: Context): string {
  const session = c.req.header(SESSION_HEADER);
  if (session === undefined) return agentNameOf({ name: c.req.header('user-agent') });
  const name = nameIn(session);
  // By the protocol, a client begins anew then.
  if (name === null) throw new AppError('NOT_FOUND', 'There is no such session; begin another one');
  return lineOf(name);
}

function nameIn(session: string): string | null {
  if (session.length > MOST_OF_A_SESSION) return null;
  try {
    const text = atob(session.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return Array.isArray(parsed) && parsed.length === 2 && typeof parsed[1] === 'string' ? parsed[1] : null;
  } catch {
    return null;
  }
}
