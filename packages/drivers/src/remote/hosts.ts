import { type RemoteCall, spokenBy } from '../wire/index.ts';
import type { Said } from './exchange.ts';
import type { Ask, HostLink } from './host-link.ts';
import { HostTrouble, Left } from './host-trouble.ts';

/** Whoever waits is kept no longer than this by hosts that do not answer before another one is not even asked. */
const PATIENCE_MS = 6_000;
const MAX_TRIES = 3;

export interface HostEvent {
  type: 'driver-host-trouble';
  /** Where the host is, without a key. */
  host: string;
  kind: HostTrouble['kind'];
  reason: HostTrouble['reason'];
  /** Where the two do not understand each other. */
  versions?: { host: string; hub: string };
  verb: RemoteCall['verb'];
}

/** The hosts of an installation, in the order in which they are asked: those that were away a moment ago come last. */
export class Hosts {
  readonly links: readonly HostLink[];
  readonly #onEvent: (event: HostEvent) => void;
  /** One for each call: on some runtimes a signal belongs to the request that it was made for. */
  readonly #open = new Set<AbortController>();
  #isClosed = false;

  constructor(links: readonly HostLink[], onEvent: (event: HostEvent) => void) {
    this.links = links;
    this.#onEvent = onEvent;
  }

  get areAway(): boolean {
    return this.links.every((link) => link.isAway);
  }

  /**
   * What the first host says that answers. Each call reads and changes nothing, so that it may be made again; but never once
   * anything of an answer was handed on. Throws `HostTrouble` or `Left`.
   */
  async *ask(ask: Omit<Ask, 'signal'>, caller: AbortSignal | undefined): AsyncGenerator<Said, void> {
    if (this.#isClosed) throw new Left('closed');
    const ending = new AbortController();
    this.#open.add(ending);
    try {
      yield* this.#askInTurn({ ...ask, signal: caller ? AbortSignal.any([caller, ending.signal]) : ending.signal });
    } catch (error) {
      throw error instanceof Left ? new Left(ending.signal.aborted ? 'closed' : 'left') : error;
    } finally {
      this.#open.delete(ending);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const ending of this.#open) ending.abort();
  }

  async *#askInTurn(ask: Ask): AsyncGenerator<Said, void> {
    const begun = Date.now();
    const turn = this.#turn();
    let isTold = false;
    for (const [at, link] of turn.entries()) {
      try {
        for await (const said of link.ask(ask)) {
          isTold = true;
          yield said;
        }
        return;
      } catch (error) {
        if (!(error instanceof HostTrouble)) throw error;
        this.#tell(link, error, ask);
        if (isTold || at === turn.length - 1 || Date.now() - begun > PATIENCE_MS) throw error;
      }
    }
  }

  #tell({ address, version }: HostLink, { kind, reason, hostVersion }: HostTrouble, { sealed }: Ask): void {
    const { verb } = sealed.call;
    const versions = kind === 'versions' ? { versions: { host: hostVersion ?? '', hub: spokenBy(version) } } : {};
    this.#onEvent({ type: 'driver-host-trouble', host: address.url.host, kind, reason, verb, ...versions });
  }

  #turn(): HostLink[] {
    const turn = this.links.toSorted((a, b) => Number(a.isAway) - Number(b.isAway)).slice(0, MAX_TRIES);
    // Of one alone a second time: its connection may have ended with an earlier start of the host.
    return turn.length === 1 ? [...turn, ...turn] : turn;
  }
}
