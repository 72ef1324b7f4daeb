import { request } from 'node:http';
import { connect } from 'node:net';
import { type Body, bodiesOfMembers, bodiesOfStrangers } from './bodies.ts';

// A process of its own, so that what it costs to attack is not measured along. `ATTACK` names what it does, from
// addresses of this machine that are not the one that is measured from.

const { ATTACK = '', TARGET = '', TOKEN = '', TENANT = '' } = process.env;
const { hostname, port } = new URL(TARGET);
const ONE = '127.0.0.2';
/** Any number of other addresses of this machine. */
const another = (at: number) => `127.1.${(at >> 8) & 255}.${at & 255}`;

function send(body: Body, { localAddress = ONE, token = '' } = {}): Promise<void> {
  const headers = {
    'content-type': body.type,
    'content-length': Buffer.byteLength(body.text),
    ...(token ? { authorization: `Bearer ${token}`, 'x-tenant-id': TENANT } : {}),
  };
  return new Promise((resolve) => {
    const sent = request({ hostname, port, localAddress, method: 'POST', path: body.path, headers, agent: false });
    sent.on('response', (answer) => answer.resume().on('close', resolve));
    sent.on('error', () => resolve());
    sent.end(body.text);
  });
}

/** A body of single bytes, each in a piece of its own. */
function sendCrumbs(round: number): Promise<void> {
  const head = `${round % 2 ? 'GET /health' : 'POST /api/auth/login'} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: ONE }).resume();
    socket.on('error', () => {});
    socket.on('close', resolve);
    socket.write(head + '1\r\nx\r\n'.repeat(500_000));
  });
}

async function repeat(clients: number, work: (round: number) => Promise<void>): Promise<never> {
  let round = 0;
  const loop = async (): Promise<never> => {
    for (;;) await work(round++);
  };
  return Promise.race(Array.from({ length: clients }, loop));
}

const SILENT = 5_000;
const AGAIN_MS = 5_000;

/** Says nothing, and comes again a while after it was closed. */
function silent(): void {
  const socket = connect({ host: hostname, port: Number(port), localAddress: ONE });
  socket.on('error', () => {});
  socket.on('close', () => setTimeout(silent, AGAIN_MS));
}

const wrongLogin = (at: number): Body => ({
  path: '/api/auth/login',
  type: 'application/json',
  text: JSON.stringify({ username: `nobody-${at}@example.com`, password: `wrong-password-${at}` }),
});

const strangers = bodiesOfStrangers();
const members = bodiesOfMembers();
const ATTACKS: Record<string, () => unknown> = {
  bodies: () => repeat(5, (at) => send(strangers[at % strangers.length] as Body)),
  crumbs: () => repeat(5, sendCrumbs),
  members: () => repeat(5, (at) => send(members[at % members.length] as Body, { token: TOKEN })),
  sockets: () => Array.from({ length: SILENT }, silent),
  logins: () => repeat(64, (at) => send(wrongLogin(at), { localAddress: another(at) })),
};
ATTACKS[ATTACK]?.();
process.stdout.write(`attacking with ${ATTACK}\n`);
