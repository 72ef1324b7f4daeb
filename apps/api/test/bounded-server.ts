/** A server with room for little, as a program: tells its port, and serves until it is ended. */
import { Hono } from 'hono';
import { serve } from '../src/serve.ts';

const app = new Hono().all('*', (c) => c.text('served'));
const limits = {
  sockets: { address: 2, loopback: 2, total: 3 },
  headersTimeout: 1_500,
  checkEvery: 200,
};
const { port } = await serve(app, { host: '127.0.0.1', port: 0, limits });
process.stdout.write(`${port}\n`);
