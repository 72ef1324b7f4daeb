import type { Readable } from 'node:stream';
import { ImageFailure } from '@portolan/core';

export interface ImageLimits {
  /** The most that an image may have. */
  bytes: number;
  /** How long its server may send next to nothing. */
  quietMs: number;
  /** What stays free on the disk of this server, which needs room itself. */
  reserveBytes: number;
}

/** What has to come before a server may take its time anew: one that drips holds a place that others wait for. */
const ENOUGH = 65_536;

/** Where ISO 9660 says what it is: the first volume descriptor, after 16 sectors that are anybody's. */
const MARK = Buffer.from('CD001');
const MARK_AT = 32_769;

/** The parts of an image as they come, each looked at first: what is no image is found out as soon as it can be. */
export async function* checkedBody(
  body: Readable,
  { quietMs }: Pick<ImageLimits, 'quietMs'>,
  onPart: (part: Buffer) => void,
): AsyncGenerator<Buffer, void> {
  const quiet = new ImageFailure(`The server of the image has sent next to nothing for ${quietMs / 1_000} s`, false);
  const wait = () => setTimeout(() => body.destroy(quiet), quietMs);
  let timer = wait();
  let come = 0;
  let head: Buffer | null = Buffer.alloc(0);
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      onPart(part);
      come += part.length;
      if (come >= ENOUGH) {
        clearTimeout(timer);
        come = 0;
      }
      if (head) {
        head = Buffer.concat([head, part]);
        if (head.length >= MARK_AT + MARK.length) {
          assertImage(head);
          yield head;
          head = null;
        }
      } else yield part;
      if (come === 0) timer = wait();
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
