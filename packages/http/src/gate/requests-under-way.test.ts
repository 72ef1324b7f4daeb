import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { requestsUnderWay } from './requests-under-way.ts';

function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const app = new Hono();
  app.use(requestsUnderWay((c) => c.req.header('x-address') ?? '', { address: 3, loopback: 5 }));
  app.get('/slow', async (c) => {
    await promise;
    return c.text('done');
  });
  app.get('/broken', () => {
    throw new Error('broken');
  });
  app.onError((_, c) => c.text('broken', 500));
  const ask = async (address: string, path = '/slow') => app.request(path, { headers: { 'x-address': address } });
  return { ask, release: resolve };
}

describe('requests of one address', () => {
  it('are only so many at once, and those of others go on', async () => {
    const { ask, release } = held();
    const first = Array.from({ length: 3 }, () => ask('203.0.113.1'));
    const refused = await ask('203.0.113.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    const other = ask('203.0.113.2');
    const loopback = Array.from({ length: 5 }, () => ask('127.0.0.1'));
    expect((await ask('127.0.0.1')).status).toBe(429);
    release();
    const answers = await Promise.all([...first, ...loopback, other]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await ask('203.0.113.1')).status).toBe(200);
  });

  it('are those of its /64', async () => {
    const { ask, release } = held();
    const first = [1, 2, 3].map((host) => ask(`2001:db8::${host}`));
    expect((await ask('2001:db8::ffff')).status).toBe(429);
    release();
    await Promise.all(first);
  });

  it('are over when they fail, too', async () => {
    const { ask } = held();
    for (let round = 0; round < 10; round++) expect((await ask('203.0.113.1', '/broken')).status).toBe(500);
  });
});
