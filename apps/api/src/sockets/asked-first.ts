import type { RequestListener } from 'node:http';
import { MAX_BODY_BYTES } from '@portolan/rest';

/** For clients that ask whether they may send a body: one that is too large is answered without being sent. */
export function askedFirst(listener: RequestListener): RequestListener {
  return (incoming, outgoing) => {
    if (!(Number(incoming.headers['content-length']) > MAX_BODY_BYTES)) outgoing.writeContinue();
    listener(incoming, outgoing);
  };
}
