import {
  type CallToken,
  digestOf,
  fromBase64Url,
  type HostKeys,
  type HubKeys,
  importAnswerKey,
  MAX_CALL_BYTES,
  openCall,
  Refusal,
  Sealed,
  verifyCall,
} from '../wire/index.ts';
import { readBody } from './read-body.ts';
import type { Replays } from './replays.ts';

/** A call that is a hub's own, has come for the first time and as it was sent. */
export interface Admitted extends Omit<Sealed, 'answerKey'> {
  id: string;
  hub: string;
  answerKey: CryptoKey;
}

export interface Doorkeeper {
  keys: HostKeys;
  hubs: HubKeys;
  replays: Replays;
  /** Of this start of the host: what was sent to an earlier one may have come there already. */
  boot: string;
}

// What is no text is no call either: it is refused as one that does not open.
const decoder = new TextDecoder();

/** Looks at the token first, so that nothing is read for strangers. Throws `Refusal`. */
export async function admit(request: Request, { keys, hubs, replays, boot }: Doorkeeper): Promise<Admitted> {
  const [, bearer = ''] = /^Bearer ([\w.-]{1,4096})$/.exec(request.headers.get('authorization') ?? '') ?? [];
  const token = await verifyCall(bearer, keys.publicKeys, hubs);
  try {
    replays.take(`${token.hub}/${token.id}`, token.until);
    if (token.boot !== undefined && token.boot !== boot) throw new Refusal('OTHER_BOOT');
    const { answerKey, ...sealed } = await openBody(request, token, keys);
    // Only a greeting comes from somebody who has not been greeted.
    if (token.boot === undefined && sealed.call.verb !== 'greet') throw new Refusal('OTHER_BOOT');
    return { ...sealed, id: token.id, hub: token.hub, answerKey: await importAnswerKey(fromBase64Url(answerKey)) };
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.reason, { hub: token.hub, call: token.id }) : error;
  }
}

async function openBody(request: Request, token: CallToken, keys: HostKeys): Promise<Sealed> {
  const body = await readBody(request, MAX_CALL_BYTES);
  const [digest, opened] = await Promise.all([
    digestOf(body),
    openCall(keys, decoder.decode(body)).catch(() => new Refusal('UNREADABLE')),
  ]);
  if (digest !== token.digest) throw new Refusal('BODY_CHANGED');
  if (opened instanceof Refusal) throw opened;
  const parsed = Sealed.safeParse(opened);
  if (!parsed.success) throw new Refusal('MALFORMED');
  return parsed.data;
}
