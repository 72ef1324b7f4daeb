import type { Caller, DriverGateway } from '../driver.ts';
import {
  CALLS_PATH,
  ContentKeys,
  type HostKeys,
  type HubKeys,
  type Lane,
  REFUSALS,
  Refusal,
  type RefusalReason,
  randomId,
  spokenBy,
  WIRE,
  WIRE_HEADER,
} from '../wire/index.ts';
import { type Admitted, admit } from './admit.ts';
import { Answer } from './answer.ts';
import { type Part, perform } from './perform.ts';
import { Replays } from './replays.ts';

/** Carries nothing of what was to be dialled. */
export type ServiceEvent =
  | { type: 'refused'; reason: RefusalReason; hub: string | undefined; call: string | undefined }
  | { type: 'failed'; call: string; error: unknown };

export interface DriverServiceOptions {
  /** The isolated processes, of their own for each purpose. */
  lanes: Record<Lane, DriverGateway>;
  keys: HostKeys;
  hubs: HubKeys;
  version: string;
  onEvent?: (event: ServiceEvent) => void;
}

export interface DriverService {
  fetch(request: Request): Promise<Response>;
  /** Takes no calls any more, and resolves when those under way have ended. */
  drain(): Promise<void>;
}

/** The door to the drivers for hubs that are elsewhere: a fetch handler, which listens nowhere itself. */
export function createDriverService(options: DriverServiceOptions): DriverService {
  const { lanes, keys, hubs, version, onEvent = () => {} } = options;
  const doorkeeper = { keys, contents: new ContentKeys(keys), hubs, replays: new Replays(), boot: randomId() };
  const underWay = new Set<Admitted>();
  const drained = Promise.withResolvers<void>();
  let isClosing = false;

  const answer = async (admitted: Admitted, signal: AbortSignal): Promise<Response> => {
    const left = new AbortController();
    const end = (error?: unknown) => {
      if (!underWay.delete(admitted)) return;
      left.abort();
      if (isClosing && underWay.size === 0) drained.resolve();
      if (error !== undefined) onEvent({ type: 'failed', call: admitted.id, error });
    };
    const { id, answerKey: key, call, lane, hub, tenant } = admitted;
    const drivers = lanes[lane];
    // Hubs know nothing of one another: what must not meet are the tenants of each.
    const caller: Caller = { tenant: `${hub}/${tenant}`, signal: AbortSignal.any([signal, left.signal]) };
    const parts =
      call.verb === 'greet' ? greet(drivers, { boot: doorkeeper.boot, version }) : perform(drivers, call, caller);
    underWay.add(admitted);
    signal.addEventListener('abort', () => end(), { once: true });
    const answer = new Answer({ id, key, parts, onEnd: end });
    return new Response(answer.stream(), {
      headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
    });
  };

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/health') return health(lanes, isClosing, request.method);
      if (pathname !== CALLS_PATH) return Response.json({ error: 'not found' }, { status: 404 });
      if (request.method !== 'POST') return refusedMethod('POST');
      try {
        if (request.headers.get(WIRE_HEADER) !== String(WIRE)) throw new Refusal('OTHER_VERSION');
        if (isClosing) throw new Refusal('CLOSING');
        const admitted = await admit(request, doorkeeper);
        if (isClosing) throw new Refusal('CLOSING', { hub: admitted.hub, call: admitted.id });
        return await answer(admitted, request.signal);
      } catch (error) {
        // A body that broke off, for one.
        const { reason, hub, call } = error instanceof Refusal ? error : new Refusal('MALFORMED');
        onEvent({ type: 'refused', reason, hub, call });
        const told = reason === 'OTHER_VERSION' ? { version: spokenBy(version) } : {};
        return Response.json({ refused: reason, ...told }, { status: REFUSALS[reason] });
      }
    },
    drain() {
      isClosing = true;
      if (underWay.size === 0) drained.resolve();
      return drained.promise;
    },
  };
}

async function* greet(drivers: DriverGateway, value: object): AsyncGenerator<Part, void> {
  yield [{ type: 'answer', value, load: drivers.load() }];
}

function health(lanes: Record<Lane, DriverGateway>, isClosing: boolean, method: string): Response {
  if (method !== 'GET' && method !== 'HEAD') return refusedMethod('GET, HEAD');
  const isFailing = Object.values(lanes).some((drivers) => drivers.load().failing);
  const status = isClosing ? 'closing' : isFailing ? 'failed' : 'ok';
  return Response.json({ status }, { status: status === 'ok' ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}

function refusedMethod(allow: string): Response {
  return Response.json({ error: `only ${allow}` }, { status: 405, headers: { allow } });
}
