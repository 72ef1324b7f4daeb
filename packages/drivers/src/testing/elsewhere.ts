import { createRemoteDrivers } from '../remote/index.ts';
import { createDriverService } from '../serving/index.ts';
import { generateHostKey, importHostKeys } from '../wire/index.ts';
import { scriptedDrivers } from './scripted-drivers.ts';
import { targetOf } from './target.ts';

/** A hub and a host in one process of whatever runtime runs this: what calls through the wire have answered. */
export async function callElsewhere(): Promise<{ message: string; tables: number }> {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('Ed25519 makes pairs');
  const own = await generateHostKey();
  const drivers = scriptedDrivers();
  const service = createDriverService({
    lanes: { people: drivers, checks: drivers, charts: drivers },
    keys: await importHostKeys([own]),
    hubs: { find: async () => pair.publicKey },
    version: '0',
  });
  globalThis.fetch = (input, init) => service.fetch(new Request(input, init));
  const remote = createRemoteDrivers({
    version: '0',
    hosts: [{ url: new URL('http://127.0.0.1/'), publicKey: own.x }],
    signer: { kid: 'hub', privateKey: pair.privateKey },
  });
  const gateway = remote.gateway('people');
  const target = targetOf({ port: 1 });
  const { message } = await gateway.diagnose(target, { onStage: () => {} });
  let tables = 0;
  for await (const page of gateway.introspect(target, { depth: 'columns' })) {
    if (page.kind === 'tables') tables += page.count;
  }
  return { message, tables };
}
