import {
  AnswerKey,
  AnswerLine,
  CALLS_PATH,
  type CallSigner,
  type ContentKey,
  openLine,
  RefusalBody,
  randomId,
  type Sealed,
  sealCall,
  signCall,
  toBase64Url,
  WIRE,
  WIRE_HEADER,
} from '../wire/index.ts';
import { AnswerCheck } from './answer-check.ts';
import type { HostAddress } from './host-address.ts';
import { HostTrouble } from './host-trouble.ts';
import { readLines } from './read-lines.ts';
import { Watch } from './watch.ts';

const REFUSAL_BYTES = 4_096;
const encoder = new TextEncoder();

/** A line that is the host's own, and the text that came with it. */
export interface Said {
  line: AnswerLine;
  tail: string;
}

export interface Asking {
  address: HostAddress;
  content: ContentKey;
  signer: CallSigner;
  /** Of the host that was greeted; absent from the greeting itself. */
  boot: string | undefined;
  sealed: Omit<Sealed, 'answerKey'>;
  signal: AbortSignal;
  /** What the host may be silent for, and what the whole may take. Milliseconds. */
  silenceMs: number;
  capMs: number;
}

/**
 * One call of one host, and the lines of its answer up to the one that ends it. Each is the host's own, of this very call,
 * and in its place. Throws `HostTrouble`, or `Left`. Leaving the iteration ends the call.
 */
export async function* exchange(asking: Asking): AsyncGenerator<Said, void> {
  const { signal, silenceMs, capMs } = asking;
  const watch = new Watch(signal, { silenceMs, capMs });
  try {
    const { id, key, response } = await send(asking, watch);
    if (response.status !== 200) throw await refusalIn(watch.chunksOf(response));
    const check = new AnswerCheck(asking.sealed.call.verb);
    let seq = 0;
    for await (const bytes of readLines(watch.chunksOf(response))) {
      const said = await read(key, bytes, { id, seq: seq++ });
      check.take(said.line, said.tail);
      const { type } = said.line;
      if (type === 'beat') continue;
      const isEnd = type === 'answer' || type === 'failure';
      // What the connection does from here on concerns the next call; given its end, it serves that too.
      if (isEnd) watch.over();
      yield said;
      if (isEnd) return;
    }
    throw new HostTrouble('broken');
  } catch (error) {
    throw watch.explain(error);
  } finally {
    watch.end();
  }
}

async function send({ address, content, signer, boot, sealed }: Asking, watch: Watch) {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const answerKey = toBase64Url(secret);
  const id = randomId();
  const call = encoder.encode(JSON.stringify({ ...sealed, answerKey } satisfies Sealed));
  const [token, body] = await Promise.all([
    signCall(signer, { id, audience: address.publicKey, boot, call }),
    sealCall(content, call),
  ]);
  const response = await watch.awaited(
    fetch(new URL(CALLS_PATH, address.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/jose', [WIRE_HEADER]: String(WIRE) },
      body,
      redirect: 'manual',
      signal: watch.signal,
    }),
    'away',
  );
  return { id, key: new AnswerKey(secret), response };
}

async function read(key: AnswerKey, bytes: Uint8Array<ArrayBuffer>, place: { id: string; seq: number }): Promise<Said> {
  const opened = await openLine(key, bytes);
  if (!opened) throw new HostTrouble('stranger');
  const parsed = AnswerLine.safeParse(opened.head);
  if (!parsed.success) throw new HostTrouble('wrong');
  const { id, seq } = parsed.data;
  // Made with the key of this call, and yet another's, or out of its place.
  if (id !== place.id || seq !== place.seq) throw new HostTrouble('wrong');
  return { line: parsed.data, tail: opened.tail };
}

/** Nobody vouches for a refusal: it is believed because it costs nothing but this answer. */
async function refusalIn(chunks: AsyncIterable<Uint8Array>): Promise<HostTrouble> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of chunks) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > REFUSAL_BYTES) break;
  }
  try {
    const { refused, version } = RefusalBody.parse(JSON.parse(text));
    return new HostTrouble('refused', refused, version);
  } catch {
    return new HostTrouble('stranger');
  }
}
