import { AppError } from '@portolan/core';
import type { Objects } from './bindings.ts';
import { refused } from './refused.ts';

/** Where nobody says where a request came in, as outside of Cloudflare. */
const HERE = 'here';
const ids = new Map<string, object>();
/** That of the machine that this runs on: no request comes in elsewhere. */
let place: string | undefined;

/**
 * Has a request answered by an object that keeps connections: one for each place where people come in, started near them.
 * Strangers have another there, as to compare a password takes the whole thread of an object for a while. One that is lost
 * in the middle is a refusal which may be tried again: the next request starts it anew.
 */
export async function askObject(objects: Objects, request: Request): Promise<Response> {
  place ??= placeOf(request);
  const { headers } = request;
  const name = headers.has('authorization') || headers.has('cookie') ? place : `${place} strangers`;
  const id = ids.get(name) ?? objects.idFromName(name);
  ids.set(name, id);
  try {
    return await objects.get(id).fetch(request);
  } catch (error) {
    // Of two hosts, say: it reaches no object.
    if (!URL.canParse(request.url)) return refused(new AppError('VALIDATION_ERROR', UNREADABLE), request);
    return refused(new AppError('UNAVAILABLE', LOST, { retryAfter: 1 }), request, error);
  }
}

const UNREADABLE = 'The host or the target of the request cannot be read';
const LOST =
  'The part of this server that was at it was stopped in the middle; look what has become of it, or try again';

function placeOf(request: Request): string {
  const { cf } = request as Request & { cf?: { colo?: string } };
  return cf?.colo ?? HERE;
}
