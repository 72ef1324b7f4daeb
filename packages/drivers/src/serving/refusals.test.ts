import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { hubOf, newHostKeys, serviceOf, type TestService } from '../testing/driver-service.ts';
import { scriptedDrivers } from '../testing/scripted-drivers.ts';
import { targetOf } from '../testing/target.ts';
import {
  AnswerKey,
  type Bytes,
  ContentKeys,
  digestOf,
  fromBase64Url,
  Greeting,
  importPublicKey,
  makeContentKey,
  openLine,
  randomId,
  sealCall,
  signCall,
  toBase64Url,
  WIRE,
  WIRE_HEADER,
} from '../wire/index.ts';
import { Replays } from './replays.ts';

const [ours, theirs] = [await hubOf('ours'), await hubOf('ours')];
const drivers = scriptedDrivers();
const host = await serviceOf(drivers, { ours: ours.publicKey });
const other = await serviceOf(drivers, { ours: theirs.publicKey });
const answerKey = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
const PASSWORD = 'planted-Secret-42';
const credential = { type: 'password' as const, password: PASSWORD };
const diagnose = { verb: 'diagnose', target: targetOf({ port: 1, credential }), telling: false };

interface Over {
  sealed?: object;
  signer?: typeof ours.signer;
  /** Whose key it is sealed with, and whose name stands in the token. */
  for?: TestService;
  audience?: string;
  boot?: string;
  body?: Uint8Array<ArrayBuffer>;
}

async function requestOf(over: Over = {}) {
  const { keys } = over.for ?? host;
  const call = encode(over.sealed ?? { lane: 'people', tenant: 't', answerKey, call: diagnose });
  const body = over.body ?? (await sealFor(keys.publicKey, call));
  const boot = over.boot ?? (await bootOf(over.for ?? host, over.for === other ? theirs.signer : ours.signer));
  const toSign = { id: randomId(), audience: over.audience ?? keys.publicKey, boot, call };
  return { token: await signCall(over.signer ?? ours.signer, toSign), body, call };
}

const encode = (call: object) => new TextEncoder().encode(JSON.stringify(call));

async function sealFor(publicKey: string, call: Bytes): Promise<Bytes> {
  const content = await makeContentKey({ kid: publicKey, key: await importPublicKey(publicKey) });
  return new TextEncoder().encode(await sealCall(content, call));
}

const post = ({ token, body }: { token: string; body: Bytes }, service = host, wire = String(WIRE)) =>
  service.fetch(
    new Request('http://host/calls', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, [WIRE_HEADER]: wire },
      body,
    }),
  );

async function bootOf(service: TestService, signer: typeof ours.signer): Promise<string> {
  const { publicKey } = service.keys;
  const call = encode({ lane: 'people', tenant: '', answerKey, call: { verb: 'greet' } });
  const body = await sealFor(publicKey, call);
  const token = await signCall(signer, { id: randomId(), audience: publicKey, boot: undefined, call });
  const [line = ''] = (await (await post({ token, body }, service)).text()).split('\n');
  const opened = await openLine(new AnswerKey(fromBase64Url(answerKey)), new TextEncoder().encode(line));
  return z.object({ value: Greeting }).parse(opened?.head).value.boot;
}

async function refused(response: Response, service = host) {
  const reason = service.refusals.at(-1);
  expect(await response.json()).toEqual({ refused: reason });
  return [response.status, reason];
}

test('a call is taken once, and never again', async () => {
  const request = await requestOf();
  const taken = drivers.tenants.length;
  const answer = await post(request);
  expect([answer.status, (await answer.text()).includes('Connection successful')]).toEqual([200, true]);
  expect(await refused(await post(request))).toEqual([401, 'REPLAYED']);
  const together = await requestOf();
  const statuses = (await Promise.all([1, 2, 3, 4].map(() => post(together)))).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 401, 401, 401]);
  expect(drivers.tenants.length).toBeLessThanOrEqual(taken + 2);
});

test('nor by a host that was started again', async () => {
  const request = await requestOf({ boot: randomId() });
  expect(await refused(await post(request))).toEqual([401, 'OTHER_BOOT']);
});

test('a body that was changed in between is refused', async () => {
  const { token } = await requestOf();
  const { body } = await requestOf({ sealed: { lane: 'people', tenant: 'other', answerKey, call: diagnose } });
  expect(await refused(await post({ token, body }))).toEqual([401, 'BODY_CHANGED']);
  const { token: own, body: whole } = await requestOf();
  const touched = whole.slice();
  touched[whole.length - 9] = (touched[whole.length - 9] ?? 0) ^ 1;
  expect(await refused(await post({ token: own, body: touched }))).toEqual([401, 'UNREADABLE']);
});

test('a content key opens what comes with it alone, and serves a host once for many calls', async () => {
  const content = await makeContentKey({ kid: host.keys.publicKey, key: await importPublicKey(host.keys.publicKey) });
  const keys = new ContentKeys(host.keys);
  const [one, two] = [encode({ n: 1 }), encode({ n: 2 })];
  const sealed = await sealCall(content, one);
  expect(keys.isKnown(sealed)).toBe(false);
  expect(await keys.open(sealed)).toEqual(one);
  const next = await sealCall(content, two);
  expect([keys.isKnown(next), await keys.open(next)]).toEqual([true, two]);
  // The same text is never the same twice: each has a nonce of its own.
  expect(await sealCall(content, one)).not.toBe(sealed);
  const other = await makeContentKey({ kid: host.keys.publicKey, key: await importPublicKey(host.keys.publicKey) });
  const [wrapped = ''] = (await sealCall(other, one)).split('\n');
  const [, call = ''] = sealed.split('\n');
  for (const text of [`${wrapped}\n${call}`, call, `\n${call}`, `${'x'.repeat(2_000)}\n${call}`, '', '\n']) {
    await expect(keys.open(text), text.slice(0, 20)).rejects.toThrow();
  }
});

/** The answer to a call whose token was made so many seconds from now. */
async function madeAt(seconds: number, life = 30): Promise<Response> {
  const { body, call } = await requestOf();
  const now = Math.floor(Date.now() / 1000) + seconds;
  const token = await new SignJWT({ digest: await digestOf(call), boot: await bootOf(host, ours.signer) })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'ours', typ: 'portolan-driver-call+jwt' })
    .setIssuer('portolan')
    .setAudience(host.keys.publicKey)
    .setJti(randomId())
    .setIssuedAt(now)
    .setExpirationTime(now + life)
    .sign(ours.signer.privateKey);
  return post({ token, body });
}

test('clocks may be apart by seconds, and no token is good for longer than that', async () => {
  expect([(await madeAt(20)).status, (await madeAt(-50)).status]).toEqual([200, 200]);
  expect(await refused(await madeAt(-92))).toEqual([401, 'TOKEN_EXPIRED']);
  expect(await refused(await madeAt(-92, 3_600))).toEqual([401, 'TOKEN_EXPIRED']);
  expect(await refused(await madeAt(60))).toEqual([401, 'TOKEN_INVALID']);
});

test('another hub, another host and a token of people are refused', async () => {
  expect(await refused(await post(await requestOf({ signer: theirs.signer })))).toEqual([401, 'UNKNOWN_HUB']);
  const nobody = { ...ours.signer, kid: 'nobody' };
  expect(await refused(await post(await requestOf({ signer: nobody })))).toEqual([401, 'UNKNOWN_HUB']);
  expect(await refused(await post(await requestOf({ audience: other.keys.publicKey })))).toEqual([401, 'OTHER_HOST']);
  const astray = await requestOf({ for: other, audience: host.keys.publicKey, boot: await bootOf(host, ours.signer) });
  expect(await refused(await post(astray))).toEqual([401, 'UNREADABLE']);
  const person = await new SignJWT({ sid: 's' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'ours', typ: 'JWT' })
    .setIssuer('portolan')
    .setAudience('portolan-api')
    .setSubject('u')
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(ours.signer.privateKey);
  const { body } = await requestOf();
  expect(await refused(await post({ token: person, body }))).toEqual([401, 'TOKEN_INVALID']);
  expect(await refused(await post({ token: 'nonsense', body }))).toEqual([401, 'TOKEN_INVALID']);
  expect(drivers.tenants.length).toBeGreaterThan(0);
});

test('what is no call is refused, and so is what is too large', async () => {
  const sealed = { lane: 'people', tenant: 't', answerKey, call: { ...diagnose, verb: 'drop' } };
  expect(await refused(await post(await requestOf({ sealed })))).toEqual([400, 'MALFORMED']);
  expect(await refused(await post(await requestOf({ body: new TextEncoder().encode('hello') })))).toEqual([
    401,
    'UNREADABLE',
  ]);
  const huge = await requestOf({ body: new Uint8Array(64 * 1024 * 1024 + 1) });
  expect(await refused(await post(huge))).toEqual([413, 'TOO_LARGE']);
});

test('only a greeting comes from somebody who has not been greeted', async () => {
  const { body, call } = await requestOf();
  const toSign = { id: randomId(), audience: host.keys.publicKey, boot: undefined, call };
  expect(await refused(await post({ token: await signCall(ours.signer, toSign), body }))).toEqual([401, 'OTHER_BOOT']);
});

test('what is remembered of calls is bounded, and nothing is forgotten too early', () => {
  const replays = new Replays(2);
  replays.take('a', 1_000, 0);
  replays.take('b', 2_000, 0);
  expect(() => replays.take('c', 2_000, 0)).toThrow('BUSY');
  expect(() => replays.take('a', 1_000, 999)).toThrow('REPLAYED');
  replays.take('c', 3_000, 1_000);
  expect(() => replays.take('b', 2_000, 1_000)).toThrow('REPLAYED');
});

test('a refusal says nothing of the call, and nothing that was sent shows the password', async () => {
  const { token, body } = await requestOf();
  const sent = `${token} ${new TextDecoder().decode(body)}`;
  const spellings = [PASSWORD, btoa(PASSWORD), btoa(PASSWORD).slice(1, -4), encodeURIComponent(PASSWORD)];
  for (const part of sent.split(/[ .\n]/)) {
    const decoded = Buffer.from(part, 'base64url').toString();
    for (const spelling of spellings) expect(`${part} ${decoded}`).not.toContain(spelling);
  }
  expect(JSON.stringify(host.events)).not.toContain(PASSWORD);
});

test('a call of another version is told which one this is, whatever is in it', async () => {
  for (const wire of ['1', '3', '']) {
    const response = await post({ token: 'of another kind', body: new Uint8Array(3) }, host, wire);
    expect([response.status, await response.json()]).toEqual([
      400,
      { refused: 'OTHER_VERSION', version: `0 (calls ${WIRE})` },
    ]);
  }
});

test('a host of several keys takes calls for each of them', async () => {
  const [old, young] = [await newHostKeys(), await newHostKeys()];
  const both = {
    publicKeys: [young.publicKey, old.publicKey],
    find: (name: string) => young.find(name) ?? old.find(name),
  };
  for (const { publicKey } of [old, young]) {
    const moving = await serviceOf(drivers, { ours: ours.publicKey }, { ...both, publicKey });
    expect((await post(await requestOf({ for: moving }), moving)).status).toBe(200);
  }
});
