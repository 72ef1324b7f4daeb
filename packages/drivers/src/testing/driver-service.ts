import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { DriverGateway } from '../driver.ts';
import { createDriverService, type ServiceEvent } from '../serving/index.ts';
import { type CallSigner, generateHostKey, type HostKeys, importHostKeys } from '../wire/index.ts';

type Handler = (request: Request) => Response | Promise<Response>;

/** Listens on this machine; closing breaks off what is under way, as the end of a process does. */
export interface Listener extends AsyncDisposable {
  url: URL;
  close(): Promise<void>;
}

export async function listenTo(handler: Handler, port = 0): Promise<Listener> {
  const server: Server = createServer(getRequestListener(async (request) => handler(request)));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port: own } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${own}/`), close, [Symbol.asyncDispose]: close };
}

/** A hub's key, and what a host knows of it. */
export async function hubOf(kid: string): Promise<{ signer: CallSigner; publicKey: CryptoKey }> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('Ed25519 makes pairs');
  return { signer: { kid, privateKey: pair.privateKey }, publicKey: pair.publicKey };
}

export async function newHostKeys(): Promise<HostKeys & { publicKey: string }> {
  const text = await generateHostKey();
  return { ...(await importHostKeys([text])), publicKey: text.x };
}

export interface TestService {
  fetch(request: Request): Promise<Response>;
  keys: HostKeys & { publicKey: string };
  /** Why calls were refused, in order. */
  refusals: string[];
  events: ServiceEvent[];
}

/** The service of a driver host, with the same drivers for everybody; `hubs` are the keys that it knows. */
export async function serviceOf(
  drivers: DriverGateway,
  hubs: Record<string, CryptoKey>,
  own?: TestService['keys'],
): Promise<TestService> {
  const keys = own ?? (await newHostKeys());
  const events: ServiceEvent[] = [];
  const refusals: string[] = [];
  const service = createDriverService({
    lanes: { people: drivers, checks: drivers, charts: drivers },
    keys,
    hubs: { find: async (kid) => hubs[kid] },
    version: '0',
    onEvent: (event) => {
      events.push(event);
      if (event.type === 'refused') refusals.push(event.reason);
    },
  });
  return { fetch: service.fetch, keys, refusals, events };
}
