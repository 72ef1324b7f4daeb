import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createFetcher } from '@portolan/drivers/host';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImages } from './create-images.ts';

const ISO = Buffer.alloc(80_000, 7);
ISO.write('CD001', 32_769);
const SHA256 = createHash('sha256').update(ISO).digest('hex');
const LIMITS = { bytes: 1_000_000, quietMs: 300, reserveBytes: 0 };

/** What each path answers with. */
const ANSWERS: Record<string, (answer: ServerResponse) => void> = {
  '/good.iso': (answer) => answer.setHeader('content-length', ISO.length).end(ISO),
  '/moved.iso': (answer) => answer.writeHead(302, { location: '/good.iso' }).end(),
  '/metadata.iso': (answer) => answer.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  '/file.iso': (answer) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/page.iso': (answer) => answer.end(`<!doctype html><title>Downloads</title>${' '.repeat(50_000)}`),
  '/short.iso': (answer) => answer.end('CD001'),
  '/missing.iso': (answer) => answer.writeHead(404).end(),
  '/large.iso': (answer) => answer.setHeader('content-length', 10_000_000).end(ISO),
  '/endless.iso': (answer) => {
    const write = () => {
      while (!answer.destroyed && answer.write(ISO));
    };
    answer.on('drain', write);
    write();
  },
  '/slow.iso': (answer) => void answer.write(ISO.subarray(0, 40_000)),
  '/dripping.iso': (answer) => {
    answer.write(ISO.subarray(0, 40_000));
    const timer = setInterval(() => answer.write('.'), 50);
    answer.on('close', () => clearInterval(timer));
  },
  '/cut.iso': (answer) => {
    answer.setHeader('content-length', ISO.length);
    answer.write(ISO.subarray(0, 40_000), () => answer.destroy());
  },
};

/** Addresses of this machine, and of what clouds tell their machines, however they are written. */
const INSIDE = [
  '127.0.0.1',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '[::1]',
  '[::ffff:169.254.169.254]',
  '[::ffff:7f00:1]',
  '[64:ff9b::a9fe:a9fe]',
  '[fd00:ec2::254]',
  '0.0.0.0',
  '[::]',
];

let folder: string;
let server: http.Server;
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-images-'));
  server = http.createServer((request, answer) => ANSWERS[request.url ?? '']?.(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const fetcher = createFetcher({ allow: ['localhost'], deny: [], allowPrivate: false });
const images = () => createImages({ fetcher, folder, limits: LIMITS });
const never = new AbortController().signal;
const fetchFrom = (url: string, sha256: string | null = null, seen: number[] = []) =>
  images().fetch({ url, sha256, onProgress: (bytes) => seen.push(bytes), signal: never });

describe('an image', () => {
  it('is fetched whole, by its digest, with its progress, and is gone when it is let go', async () => {
    await writeFile(path.join(folder, '999999999-left.iso'), 'of a process that was killed');
    const seen: number[] = [];
    const image = await fetchFrom(`${origin}/moved.iso`, SHA256, seen);
    expect(image).toMatchObject({ sha256: SHA256, bytes: ISO.length });
    expect(seen.at(-1)).toBe(ISO.length);
    expect((await readFile(image.path)).equals(ISO)).toBe(true);
    await images().release(image);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['metadata.iso', 'egress policy', true],
    ['file.iso', 'no address of HTTP', true],
    ['page.iso', 'a page, and no ISO image', true],
    ['short.iso', 'no ISO image', true],
    ['missing.iso', 'answers 404', true],
    ['large.iso', 'larger than', true],
    ['endless.iso', 'larger than', true],
    ['slow.iso', 'has sent next to nothing for 0.3 s', false],
    ['dripping.iso', 'has sent next to nothing for 0.3 s', false],
    ['cut.iso', 'could not be fetched', false],
  ])('that is %s is refused, and leaves nothing behind', async (name, message, isFinal) => {
    await expect(fetchFrom(`${origin}/${name}`)).rejects.toMatchObject({
      message: expect.stringContaining(message),
      isFinal,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not fetched where it would take the room that the server itself needs', async () => {
    const full = createImages({ fetcher, folder, limits: { ...LIMITS, reserveBytes: 2 ** 60 } });
    const wanted = { sha256: null, onProgress: () => {}, signal: never };
    for (const name of ['good.iso', 'endless.iso']) {
      await expect(full.fetch({ ...wanted, url: `${origin}/${name}` })).rejects.toMatchObject({
        message: 'This server has no room for the image',
        isFinal: true,
      });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is another than was asked for is refused, and so is an address inside', async () => {
    await expect(fetchFrom(`${origin}/good.iso`, 'a'.repeat(64))).rejects.toMatchObject({ isFinal: true });
    for (const host of INSIDE) {
      await expect(fetchFrom(`http://${host}/x.iso`), host).rejects.toMatchObject({
        message: expect.stringContaining('egress'),
        isFinal: true,
      });
    }
    expect(await readdir(folder)).toEqual([]);
  });
});
