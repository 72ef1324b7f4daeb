import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPoster, type Poster } from './create-poster.ts';

const RULES = { allow: ['localhost'], deny: [], allowPrivate: false };
const LIMITS = { deadlineMs: 400, redirects: 2 };
// Loopback is refused by address and allowed by one name: both ways can be seen on one machine.
const poster: Poster = createPoster(RULES, LIMITS);

const opened: net.Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function listening(server: net.Server): Promise<number> {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener) => listening(http.createServer(listener));
const postTo = (url: string, by = poster) => by.post({ url, headers: { 'x-one': '1' }, body: 'a text' });

test('posts to a name that is allowed, and answers the status alone', async () => {
  const heard: unknown[] = [];
  const port = await serve((req, res) => {
    heard.push([req.method, req.url, req.headers.host, req.headers['x-one']]);
    res.writeHead(202).end('x'.repeat(1_000_000));
  });
  expect(await postTo(`http://localhost:${port}/in?a=b`)).toEqual({ status: 202 });
  expect(heard).toEqual([['POST', '/in?a=b', `localhost:${port}`, '1']]);
});

test.each([
  'http://127.0.0.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]/',
  'http://2130706433/',
  'http://10.0.0.1/',
  'http://0x7f.1/',
  'http://[::ffff:169.254.169.254]/',
])('goes nowhere inside: %s', async (url) => {
  expect(await postTo(url)).toMatchObject({ code: 'EGRESS_BLOCKED' });
  expect(await poster.may(url)).toBe(false);
});

test('asks of each redirect, and follows those that are allowed with the same post', async () => {
  const bodies: string[] = [];
  const port = await serve((req, res) => {
    if (req.url === '/inwards') res.writeHead(307, { location: 'http://169.254.169.254/' }).end();
    else if (req.url === '/address') res.writeHead(302, { location: `http://127.0.0.1:${port}/end` }).end();
    else if (req.url === '/on') res.writeHead(308, { location: '/end' }).end();
    else if (req.url === '/round') res.writeHead(307, { location: '/round' }).end();
    else if (req.url === '/file') res.writeHead(307, { location: 'file:///etc/passwd' }).end();
    else req.on('data', (data) => bodies.push(`${req.method} ${data}`)).on('end', () => res.writeHead(204).end());
  });
  const at = (path: string) => postTo(`http://localhost:${port}${path}`);
  expect(await at('/inwards')).toMatchObject({ code: 'EGRESS_BLOCKED' });
  expect(await at('/address')).toMatchObject({ code: 'EGRESS_BLOCKED' });
  expect(await at('/round')).toMatchObject({ code: 'ROUTED_ELSEWHERE' });
  expect(await at('/file')).toMatchObject({ code: 'CONFIG_INVALID' });
  expect(bodies).toEqual([]);
  expect(await at('/on')).toEqual({ status: 204 });
  expect(bodies).toEqual(['POST a text']);
});

test('ends a target that hangs, talks of something else or hangs up', async () => {
  const hanging = await serve(() => {});
  expect(await postTo(`http://localhost:${hanging}/`)).toMatchObject({ code: 'TIMEOUT' });
  const dripping = await listening(
    net.createServer((socket) => {
      socket.on('error', () => {});
      const drip = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    }),
  );
  expect(await postTo(`http://localhost:${dripping}/`)).toMatchObject({ code: 'TIMEOUT' });
  const talking = await listening(net.createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n')));
  expect(await postTo(`http://localhost:${talking}/`)).toMatchObject({ code: 'WRONG_SERVICE' });
  const closing = await listening(net.createServer((socket) => socket.on('data', () => socket.destroy())));
  expect(await postTo(`http://localhost:${closing}/`)).toMatchObject({ code: 'TCP_RESET' });
  const port = await listening(net.createServer());
  opened.pop()?.close();
  expect(await postTo(`http://localhost:${port}/`)).toMatchObject({ code: 'TCP_REFUSED' });
});

test('takes no certificate that nobody vouches for, and no headers without end', async () => {
  const plain = await serve((_, res) => res.end());
  expect(await postTo(`https://localhost:${plain}/`)).toMatchObject({ code: expect.stringMatching(/^TLS_|WRONG_/) });
  const endless = await serve((_, res) => res.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end());
  expect(await postTo(`http://localhost:${endless}/`)).toMatchObject({ code: 'WRONG_SERVICE' });
});

test('a name that leads inwards is refused beforehand; one that leads nowhere is not', async () => {
  const strict = createPoster({ allow: [], deny: [], allowPrivate: false }, LIMITS);
  expect(await strict.may('http://localhost/')).toBe(false);
  expect(await postTo('http://localhost/', strict)).toMatchObject({ code: 'EGRESS_BLOCKED' });
  expect(await strict.may('https://nowhere.invalid/')).toBe(true);
});
