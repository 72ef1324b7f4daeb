import {
  AnswerKey,
  type Bytes,
  type CallToken,
  type ContentKeys,
  digestOf,
  fromBase64Url,
  type HostKeys,
  type HubKeys,
  MAX_CALL_BYTES,
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
  answerKey: AnswerKey;
}

export interface Doorkeeper {
  keys: HostKeys;
  contents: ContentKeys;
  hubs: HubKeys;
  replays: Replays;
  /** Of this start of the host: what was sent to an earlier one may have come there already. */
  boot: string;
}

/** Most calls are smaller; those that know many addresses of definitions are not. */
const SMALL_BYTES = 64 * 1024;

// What is no text is no call either: it is refused as one that does not open.
const decoder = new TextDecoder();

/** A body that says it is small is read while the token is looked at; nothing else is for strangers. Throws `Refusal`. */
export async function admit(request: Request, { keys, contents, hubs, replays, boot }: Doorkeeper): Promise<Admitted> {
  const [, bearer = ''] = /^Bearer ([\w.-]{1,4096})$/.exec(request.headers.get('authorization') ?? '') ?? [];
  const early = saysSmall(request) ? read(request, contents) : null;
  // Told below, to whoever has a token.
  early?.catch(() => {});
  const token = await verifyCall(bearer, keys.publicKeys, hubs);
  try {
    replays.take(`${token.hub}/${token.id}`, token.until);
    if (token.boot !== undefined && token.boot !== boot) throw new Refusal('OTHER_BOOT');
    const { text, opened } = await (early ?? read(request, contents));
    const call = await (opened ?? contents.open(text)).catch(() => new Refusal('UNREADABLE'));
    if (call instanceof Refusal) throw call;
    const { answerKey, ...sealed } = await parse(call, token);
    // Only a greeting comes from somebody who has not been greeted.
    if (token.boot === undefined && sealed.call.verb !== 'greet') throw new Refusal('OTHER_BOOT');
    return { ...sealed, id: token.id, hub: token.hub, answerKey: new AnswerKey(fromBase64Url(answerKey)) };
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.reason, { hub: token.hub, call: token.id }) : error;
  }
}

function saysSmall(request: Request): boolean {
  const told = request.headers.get('content-length');
  return told !== null && Number(told) <= SMALL_BYTES;
}

/** The body, and what is in it where it takes no agreement of keys to open. */
async function read(request: Request, contents: ContentKeys): Promise<{ text: string; opened: Promise<Bytes> | null }> {
  const text = decoder.decode(await readBody(request, MAX_CALL_BYTES));
  const opened = contents.isKnown(text) ? contents.open(text) : null;
  opened?.catch(() => {});
  return { text, opened };
}

async function parse(call: Bytes, token: CallToken): Promise<Sealed> {
  if ((await digestOf(call)) !== token.digest) throw new Refusal('BODY_CHANGED');
  const parsed = Sealed.safeParse(JSON.parse(decoder.decode(call)));
  if (!parsed.success) throw new Refusal('MALFORMED');
  return parsed.data;
}
