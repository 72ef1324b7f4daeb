import type { DriverLoad } from '../driver.ts';
import {
  type CallSigner,
  type ContentKey,
  Greeting,
  importPublicKey,
  type Lane,
  makeContentKey,
  type Sealed,
  SILENCE_MS,
  spokenBy,
} from '../wire/index.ts';
import { exchange, type Said } from './exchange.ts';
import type { HostAddress } from './host-address.ts';
import { HostTrouble } from './host-trouble.ts';

/** What a host may take to show who it is: a call waits for it only where nothing is known of the host. */
const GREETING_MS = 2_000;
/** How long a host that was away is asked last. */
const AWAY_MS = 5_000;
const IDLE: DriverLoad = { processes: 0, busy: 0, waiting: 0, crashes: 0, failing: false };

export interface Ask {
  sealed: Omit<Sealed, 'answerKey'>;
  signal: AbortSignal;
  capMs: number;
}

/** One host: it has to show that it has its key before anything that is secret is sent to it, and again after each trouble. */
export class HostLink {
  readonly address: HostAddress;
  readonly version: string;
  readonly #signer: CallSigner;
  // Kept when they are there, never as a promise: what one request waits for may not be another's, on some runtimes.
  #key: CryptoKey | undefined;
  #content: ContentKey | undefined;
  #greeting: Greeting | undefined;
  #awayUntil = 0;
  /** As it has last said. */
  readonly loads: Record<Lane, DriverLoad> = { people: IDLE, checks: IDLE, charts: IDLE };

  /** `version` is that of this hub. */
  constructor(address: HostAddress, signer: CallSigner, version: string) {
    this.address = address;
    this.#signer = signer;
    this.version = version;
  }

  get isAway(): boolean {
    return this.#awayUntil > Date.now();
  }

  /** The lines of an answer, beats left out. Throws `HostTrouble` or `Left`. */
  async *ask(ask: Ask): AsyncGenerator<Said, void> {
    try {
      yield* this.#askOnce(ask);
    } catch (error) {
      if (!(error instanceof HostTrouble)) throw error;
      const trouble = this.#withVersions(error);
      this.#greeting = undefined;
      // It has been started again since it was greeted, and says so before it does anything.
      const isNew = error.reason === 'OTHER_BOOT';
      if (!isNew) this.#awayUntil = Date.now() + AWAY_MS;
      throw trouble;
    }
  }

  /** What is not understood comes of different versions, where they are different. */
  #withVersions(trouble: HostTrouble): HostTrouble {
    const { kind, reason, hostVersion } = trouble;
    if (reason === 'OTHER_VERSION') return new HostTrouble('versions', reason, hostVersion ?? 'unknown');
    const isUnknown = kind === 'wrong' || reason === 'MALFORMED';
    const theirs = this.#greeting?.version;
    if (!isUnknown || theirs === undefined || theirs === this.version) return trouble;
    return new HostTrouble('versions', reason, spokenBy(theirs));
  }

  /** Who the host is, as it shows now. Throws `HostTrouble`, or `Left`. */
  async greet(signal: AbortSignal = new AbortController().signal): Promise<Greeting> {
    this.#greeting = undefined;
    const sealed = { lane: 'people', tenant: '', call: { verb: 'greet' } } as const;
    const times = { capMs: GREETING_MS, silenceMs: GREETING_MS };
    for await (const { line } of this.#exchange({ sealed, signal, boot: undefined, ...times })) {
      if (line.type !== 'answer') break;
      this.loads.people = line.load;
      this.#awayUntil = 0;
      this.#greeting = Greeting.parse(line.value);
      return this.#greeting;
    }
    throw new HostTrouble('wrong');
  }

  async *#askOnce({ sealed, signal, capMs }: Ask): AsyncGenerator<Said, void> {
    const { boot } = this.#greeting ?? (await this.greet(signal));
    for await (const said of this.#exchange({ sealed, signal, capMs, boot, silenceMs: SILENCE_MS })) {
      const { line } = said;
      if (line.type === 'answer' || line.type === 'failure') this.loads[sealed.lane] = line.load;
      this.#awayUntil = 0;
      yield said;
    }
  }

  async *#exchange(asking: Ask & { boot: string | undefined; silenceMs: number }): AsyncGenerator<Said, void> {
    const content = await this.#contentKey();
    yield* exchange({ ...asking, address: this.address, content, signer: this.#signer });
  }

  async #contentKey(): Promise<ContentKey> {
    if (this.#content && this.#content.until > Date.now()) return this.#content;
    const { publicKey: kid } = this.address;
    this.#key ??= await importPublicKey(kid);
    this.#content = await makeContentKey({ kid, key: this.#key });
    return this.#content;
  }
}
