import { Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import { expect, test } from 'vitest';
import { RouterByArea } from './router-by-area.ts';

const PATHS = [
  '/',
  '/api',
  '/api/',
  '/api/v1',
  '/api/quays',
  '/api/quays/',
  '/api/v1/quays',
  '/api/v1/quays/7',
  '/quays',
];
const OTHERS = ['/api/ships/7', '/api/ships/7/crew', '/api/nothing', '/api/v1/nothing/7', '/trpc/quays.list', '/trpc'];

type HonoRouter = NonNullable<NonNullable<ConstructorParameters<typeof Hono>[0]>['router']>;

/** Says who has had a request on its way, and what they were told of its path. */
function appWith(router?: HonoRouter): Hono {
  const app = new Hono({ strict: false, ...(router ? { router } : {}) });
  app.use(async (c, next) => {
    await next();
    c.res = new Response(`all ${await c.res.text()}`);
  });
  const told = (name: string) => (c: { req: { param(): object }; text(text: string): Response }) =>
    c.text(`${name} ${JSON.stringify(c.req.param())}`);
  app.get('/api/quays', told('quays'));
  app.get('/api/v1/quays', told('quays v1'));
  app.get('/api/v1/quays/:id', told('quay'));
  app.post('/api/quays', told('make'));
  app.all('/api/quays', told('other method'));
  app.get('/api/ships/:id', told('ship'));
  app.get('/api/:kind/:id/crew', told('crew'));
  app.all('/trpc/*', told('trpc'));
  app.all('/api/*', told('no such'));
  app.get('*', told('page'));
  return app;
}

test.each([...PATHS, ...OTHERS])('%s is answered by whom it is answered without areas', async (path) => {
  const [plain, byArea] = [appWith(), appWith(new RouterByArea(() => new TrieRouter()))];
  for (const method of ['GET', 'POST', 'PUT']) {
    const answers = await Promise.all([plain, byArea].map((app) => app.request(path, { method })));
    const [expected, ...rest] = await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`));
    expect(rest).toEqual([expected]);
  }
});

test('what is asked for in one area is all that is learnt, and names of nothing teach nothing', () => {
  const learnt: string[][] = [];
  const router = new RouterByArea<string>(() => {
    const paths: string[] = [];
    learnt.push(paths);
    return { name: '', add: (_method, path) => void paths.push(path), match: () => [[]] };
  });
  for (const path of ['/*', '/api/quays', '/api/v1/quays/:id', '/api/ships', '/api/*']) router.add('GET', path, path);
  for (const path of ['/api/quays', '/quays', '/api/v1/quays/7']) router.match('GET', path);
  expect(learnt).toEqual([['/*', '/api/quays', '/api/v1/quays/:id', '/api/*']]);
  for (const path of ['/api/a', '/api/b', '/c']) router.match('GET', path);
  expect(learnt.slice(1)).toEqual([['/*', '/api/*']]);
  expect(() => router.add('GET', '/late', '/late')).toThrow();
});
