import type { Readable } from 'node:stream';
import { ImageFailure } from '@portolan/core';

export interface ImageLimits {
  /** The most that an image may have. */
  bytes: number;
  /** How long its server may say nothing. */
  quietMs: number;
}

/** Where ISO 9660 says what it is: the first volume descriptor, after 16 sectors that are anybody's. */
const MARK = Buffer.from('CD001');
const MARK_AT = 32_769;

/** The parts of an image as they come, each looked at first: what is no image is found out as soon as it can be. */
export async function* checkedBody(
  body: Readable,
  { quietMs }: Pick<ImageLimits, 'quietMs'>,
  onPart: (part: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  const quiet = new ImageFailure(`The server of the image has said nothing for ${quietMs / 1_000} s`, false);
  let timer = setTimeout(() => body.destroy(quiet), quietMs);
  let head: Buffer | null = Buffer.alloc(0);
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      clearTimeout(timer);
      onPart(part);
      if (head) {
        head = Buffer.concat([head, part]);
        if (head.length >= MARK_AT + MARK.length) {
          assertImage(head);
          yield head;
          head = null;
        }
      } else yield part;
      timer = setTimeout(() => body.destroy(quiet), quietMs);
    }
    if (head) assertImage(head);
  } finally {
    clearTimeout(timer);
  }
}

function assertImage(head: Buffer): void {
  if (head.subarray(MARK_AT, MARK_AT + MARK.length).equals(MARK)) return;
  const isPage = /^\s*<(?:!doctype|html|\?xml)/i.test(head.subarray(0, 200).toString('latin1'));
  throw new ImageFailure(`What lies at the address is ${isPage ? 'a page, and ' : ''}no ISO image`, true);
}
