import { afterEach, expect, test } from 'vitest';
import { hubOf, type Listener, listenTo, newHostKeys } from '../testing/driver-service.ts';
import { tableOf } from '../testing/table.ts';
import { targetOf } from '../testing/target.ts';
import { AnswerKey, ContentKeys, fromBase64Url, Sealed, sealLine } from '../wire/index.ts';
import { createRemoteDrivers, type HostEvent } from './index.ts';

const hub = await hubOf('hub');
const keys = await newHostKeys();
const contents = new ContentKeys(keys);
let listener: Listener | null = null;
afterEach(() => listener?.close());

interface Heard {
  id: string;
  key: AnswerKey;
  verb: string;
}
type Lie = (heard: Heard) => Response | Promise<Response>;

/** A host that has the right key, greets as it should, and answers all else with a lie. */
async function askLiar(lie: Lie, greets = true, version = '0') {
  const verbs: string[] = [];
  listener = await listenTo(async (request) => {
    const heard = await hear(request);
    verbs.push(heard.verb);
    if (heard.verb !== 'greet' || !greets) return lie(heard);
    return lines(heard, [{ type: 'answer', value: { boot: 'b'.repeat(22), version }, load }]);
  });
  const events: HostEvent[] = [];
  const remote = createRemoteDrivers({
    version: '0',
    hosts: [{ url: listener.url, publicKey: keys.publicKey }],
    signer: hub.signer,
    onEvent: (event) => events.push(event),
  });
  return {
    gateway: remote.gateway('people'),
    verbs,
    events,
    kinds: () => events.map(({ kind, reason }) => reason ?? kind),
  };
}

const load = { processes: 0, busy: 0, waiting: 0, crashes: 0, failing: false };
const done = { type: 'answer', value: { success: true, message: 'ok', latencyMs: 0, stages: [] }, load };
const target = targetOf({ host: 'x', port: 1 });
const AWAY = { success: false, code: 'DRIVER_HOST_UNREACHABLE' };

async function hear(request: Request): Promise<Heard> {
  const opened = new TextDecoder().decode(await contents.open(await request.text()));
  const { answerKey, call } = Sealed.parse(JSON.parse(opened));
  const [, claims = ''] = (request.headers.get('authorization') ?? '').split('.');
  const { jti } = JSON.parse(new TextDecoder().decode(fromBase64Url(claims)));
  return { id: jti, key: new AnswerKey(fromBase64Url(answerKey)), verb: call.verb };
}

/** A page whose text is what it should not be. */
async function pageOf({ id, key }: Heard, text: string): Promise<Response> {
  const outlined = await sealLine(key, { id, seq: 0, ...outline(3) });
  return new Response(new Blob([outlined, await sealLine(key, { id, seq: 1, ...tables(1) }, text)]));
}

async function lines({ id, key }: Heard, said: object[], place: (at: number) => object = (seq) => ({ seq })) {
  const sealed = await Promise.all(said.map((line, at) => sealLine(key, { id, ...place(at), ...line })));
  return new Response(new Blob(sealed));
}

const LIES: [name: string, kind: string, lie: Lie][] = [
  ['the answer of another call', 'wrong', (heard) => lines({ ...heard, id: 'a'.repeat(22) }, [done])],
  ['lines out of order', 'wrong', (heard) => lines(heard, [{ type: 'beat' }, done], (at) => ({ seq: at * 2 }))],
  ['a line that came before', 'wrong', (heard) => lines(heard, [{ type: 'beat' }, done], () => ({ seq: 0 }))],
  ['an answer without its end', 'broken', (heard) => lines(heard, [{ type: 'beat' }])],
  ['an answer of another verb', 'wrong', (heard) => lines(heard, [{ ...done, value: { items: [] } }])],
  ['a line of no kind', 'wrong', (heard) => lines(heard, [{ type: 'gift' }])],
  ['half a line', 'broken', async (heard) => new Response((await (await lines(heard, [done])).text()).slice(0, 90))],
  [
    'a line that somebody has changed',
    'stranger',
    async (heard) => new Response((await (await lines(heard, [done])).text()).replace('"ok"', '"no"')),
  ],
  [
    'a line made with another key',
    'stranger',
    async (heard) => lines({ ...heard, key: new AnswerKey(new Uint8Array(32)) }, [done]),
  ],
  ['nothing', 'broken', () => new Response(null)],
  ['what is no line', 'stranger', () => new Response('hello\n'.repeat(50))],
  ['a page of the web', 'stranger', () => new Response('<html>', { status: 502 })],
  ['the way to another host', 'stranger', () => Response.redirect('http://127.0.0.1:9/', 307)],
  ['a refusal', 'UNKNOWN_HUB', () => Response.json({ refused: 'UNKNOWN_HUB' }, { status: 401 })],
  ['a refusal for no reason', 'stranger', () => Response.json({ refused: 'BECAUSE' }, { status: 401 })],
];

test.each(LIES)('%s is no answer', async (_, kind, lie) => {
  const { gateway, kinds } = await askLiar(lie);
  expect(await gateway.diagnose(target)).toMatchObject(AWAY);
  expect(kinds()).toEqual([kind, kind]);
});

test.each<[string, Lie, string]>([
  [
    'says that it is',
    () => Response.json({ refused: 'OTHER_VERSION', version: '9.1.0 (calls 7)' }, { status: 400 }),
    '9.1.0 (calls 7)',
  ],
  ['does not know the call', () => Response.json({ refused: 'MALFORMED' }, { status: 400 }), '9.0.0 (calls 2)'],
  ['answers what is not known here', (heard) => lines(heard, [{ type: 'gift' }]), '9.0.0 (calls 2)'],
])('a host of another version is told by both versions, where it %s', async (_, lie, theirs) => {
  const { gateway, kinds, events } = await askLiar(lie, true, '9.0.0');
  const result = await gateway.diagnose(target);
  expect(result).toMatchObject(AWAY);
  expect(result.message).toBe(
    `The driver host and this installation are of different versions: ${theirs} and 0 (calls 2)`,
  );
  expect(result.stages[0]?.remedy).toContain('to the same version');
  await expect(gateway.schemas(target)).rejects.toMatchObject({ message: result.message });
  expect(events[0]).toMatchObject({ kind: 'versions', versions: { host: theirs, hub: '0 (calls 2)' } });
  expect(kinds().length).toBeGreaterThan(0);
});

test('whoever does not show the key of the host is sent nothing but a greeting', async () => {
  const { gateway, verbs, kinds } = await askLiar((heard) => lines({ ...heard, id: 'a'.repeat(22) }, [done]), false);
  expect(await gateway.diagnose(target)).toMatchObject(AWAY);
  expect(await gateway.check(target)).toBeNull();
  expect(new Set(verbs)).toEqual(new Set(['greet']));
  expect(new Set(kinds())).toEqual(new Set(['wrong']));
});

test.each([200, 503])('a host that falls silent is given up, and so is one that never speaks (%s)', async (status) => {
  const never = () => new Response(new ReadableStream(), { status });
  const { gateway, kinds } = await askLiar(never);
  expect(await gateway.diagnose(target)).toMatchObject(AWAY);
  expect(new Set(kinds())).toEqual(new Set(['silent']));
});

const outline = (tablesTotal: number) => {
  const page = { kind: 'outline', catalogs: [], schemas: [], tablesTotal, columnsTotal: null, warnings: [] };
  return { type: 'page', page };
};
const stage = { stage: 'config', ok: true, ms: 1 };
const tables = (count: number) => ({ type: 'page', page: { kind: 'tables', count, known: [], warnings: [] } });

/** Pages for as long as somebody reads them. */
function endless(heard: Heard, count: number): Response {
  let seq = 0;
  const json = JSON.stringify(Array.from({ length: count }, () => tableOf()));
  const pull = async (controller: ReadableStreamDefaultController) => {
    const head = { id: heard.id, seq: seq++, ...(seq === 1 ? outline(3) : tables(count)) };
    controller.enqueue(await sealLine(heard.key, head, seq === 1 ? '' : json));
  };
  return new Response(new ReadableStream({ pull }));
}

test.each([
  ['pages without an end', 'endless', (heard: Heard) => endless(heard, 100)],
  ['empty pages without an end', 'endless', (heard: Heard) => endless(heard, 0)],
  ['a page before its outline', 'wrong', (heard: Heard) => lines(heard, [tables(1)])],
  ['two outlines', 'wrong', (heard: Heard) => lines(heard, [outline(1), outline(1)])],
  ['a page without tables', 'wrong', (heard: Heard) => lines(heard, [outline(1), tables(1)])],
  ['half a text', 'wrong', (heard: Heard) => pageOf(heard, '[{')],
  ['an end of the text before its end', 'wrong', (heard: Heard) => pageOf(heard, '[{}],[{}]')],
  ['fewer tables than are counted', 'wrong', (heard: Heard) => pageOf(heard, '[]')],
  ['what is no table', 'wrong', (heard: Heard) => pageOf(heard, '[1]')],
  ['a table of no shape', 'wrong', (heard: Heard) => pageOf(heard, JSON.stringify([{ ...tableOf(), columns: 'x' }]))],
  ['a text that nothing can keep', 'wrong', (heard: Heard) => pageOf(heard, JSON.stringify([tableOf('\0')]))],
  ['a stage of a reading', 'wrong', (heard: Heard) => lines(heard, [{ type: 'stage', stage }])],
])('%s is no reading', async (_, kind, lie) => {
  const { gateway, kinds } = await askLiar(lie);
  const read = async () => {
    for await (const page of gateway.introspect(target, { depth: 'columns' })) expect(page).toBeDefined();
  };
  await expect(read()).rejects.toMatchObject({ code: 'DRIVER_HOST_UNREACHABLE' });
  expect(kinds()[0]).toBe(kind);
});
