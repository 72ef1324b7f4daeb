import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FetchedImage, ImageFailure, type Images, type WantedImage } from '@portolan/core';
import type { Fetcher } from '@portolan/drivers/host';
import { checkedBody, type ImageLimits } from './checked-body.ts';
import { assertFree, keepingFree, noRoom } from './keeping-free.ts';
import { sweepSpool } from './sweep-spool.ts';

type Answer = Awaited<ReturnType<Fetcher>>;

/** Fetches images into a folder of ours; what processes left there that are no more goes first. */
export function createImages({
  fetcher,
  folder,
  limits,
}: {
  fetcher: Fetcher;
  folder: string;
  limits: ImageLimits;
}): Images {
  let swept: Promise<void> | undefined;
  const open = async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    swept ??= sweepSpool(folder);
    await swept;
    return path.join(folder, `${process.pid}-${randomUUID()}.iso`);
  };
  return {
    async fetch(wanted) {
      const answer = await fetcher(wanted.url, wanted.signal).catch((error: Error) => {
        throw explained(error, wanted);
      });
      const file = await open();
      try {
        return await keep(answer, file, { wanted, limits });
      } catch (error) {
        await rm(file, { force: true });
        throw explained(error as Error, wanted, answer);
      } finally {
        answer.close();
      }
    },
    async release({ path: file }) {
      await rm(file, { force: true });
    },
  };
}

async function keep(
  { status, length, body }: Answer,
  file: string,
  { wanted, limits }: { wanted: WantedImage; limits: ImageLimits },
): Promise<FetchedImage> {
  if (status !== 200) throw new ImageFailure(`The address of the image answers ${status}`, status < 500);
  if (length !== null && length > limits.bytes) throw tooLarge(limits);
  const free = { folder: path.dirname(file), reserveBytes: limits.reserveBytes };
  await assertFree(free, length ?? 0);
  const hash = createHash('sha256');
  let bytes = 0;
  const onPart = (part: Buffer) => {
    hash.update(part);
    bytes += part.length;
    if (bytes > limits.bytes) throw tooLarge(limits);
    wanted.onProgress(bytes, length);
  };
  await pipeline(
    keepingFree(checkedBody(body, limits, onPart), free),
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    {
      signal: wanted.signal,
    },
  );
  if (length !== null && bytes < length) throw new ImageFailure('The image ended before its time', false);
  const sha256 = hash.digest('hex');
  if (wanted.sha256 !== null && wanted.sha256 !== sha256) {
    throw new ImageFailure(`The image has the SHA-256 ${sha256}, and not the one that was given`, true);
  }
  return { path: file, sha256, bytes };
}

function tooLarge({ bytes }: ImageLimits): ImageFailure {
  return new ImageFailure(`The image is larger than ${Math.floor(bytes / 1_024 ** 2)} MiB`, true);
}

/** Refused for good is what its address says of itself; what a network does may pass. */
const FINAL = new Set(['CONFIG_INVALID', 'EGRESS_BLOCKED', 'ROUTED_ELSEWHERE', 'WRONG_SERVICE', 'TLS_UNTRUSTED']);

function explained(error: Error & { code?: string }, { signal }: WantedImage, answer?: Answer): Error {
  if (error instanceof ImageFailure || signal.aborted) return error;
  if (error.code === 'ENOSPC') return noRoom();
  const { code = '', message } = answer ? answer.failureOf(error) : error;
  return new ImageFailure(`The image could not be fetched: ${message}`, FINAL.has(code));
}
