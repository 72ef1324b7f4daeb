import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Deadline } from '../driver.ts';
import { endOf } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { watchBody } from './watch-body.ts';

/** What the door lets through. */
export interface DoorRules {
  /** The only host and port requests go to, as in their URL. */
  host: string;
  port: number;
  deadline: Deadline;
  /** Whether an answer with status 200 to this path is of a media type the service expected there uses. */
  expects?: ((path: string, mediaType: string) => boolean) | undefined;
  /** Opens one more connection to `host`. */
  dial(): Promise<TLSSocket>;
  /** Opens a connection to another host, or fails; requests with a credential never get this far. */
  dialElsewhere?: ((host: string, port: number) => Promise<TLSSocket>) | undefined;
}

/** Where a request comes in: Node's types keep it to Node. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: RequestOptions): void;
}
const { addRequest } = Agent.prototype as unknown as RequestTaker;

/** Headers that say who asks. */
const CREDENTIALS = ['authorization', 'cookie', 'x-snowflake-authorization-token-type'];

/**
 * The agent given to an HTTP client that is not to be trusted with the network: it dials the approved address only,
 * refuses redirects, and ends with the first thing that goes wrong. `failure` then says what that was, whatever the
 * client makes of it.
 */
export class HttpsDoor extends Agent {
  readonly #rules: DoorRules;
  #first: TLSSocket | null;
  #failure: StageFailure | null = null;
  #status: number | null = null;
  #mediaType = '';
  readonly #broken = Promise.withResolvers<never>();
  /** Rejects as soon as something goes wrong: a client may go on trying for long. */
  readonly broken = this.#broken.promise;

  /** `first` is a connection that has been made already. */
  constructor(rules: DoorRules, first: TLSSocket) {
    super({ keepAlive: true, maxSockets: 4 });
    this.#rules = rules;
    this.#first = first;
    this.broken.catch(() => {});
    const { signal } = rules.deadline;
    const onAbort = () => this.fail(endOf(rules.deadline));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }

  /** Why the door has closed; null while it is open. */
  get failure(): StageFailure | null {
    return this.#failure;
  }

  /** HTTP status of the latest answer. */
  get status(): number | null {
    return this.#status;
  }

  /** Whether the latest answer was a web page: the services themselves never send one for an error, gateways do. */
  get #answeredByGateway(): boolean {
    return this.#status !== null && this.#status >= 500 && this.#mediaType === 'text/html';
  }

  /** Closes the door for good. */
  fail(failure: StageFailure): void {
    this.#failure ??= failure;
    this.#broken.reject(this.#failure);
    this.destroy();
  }

  override destroy(): void {
    this.#first?.destroy();
    this.#first = null;
    super.destroy();
  }

  override createConnection(options: RequestOptions, done?: (error: Error | null, stream: Duplex) => void): undefined {
    const refuse = (error: unknown) => {
      const failure = error instanceof StageFailure ? error : new StageFailure('TCP_UNREACHABLE', 'No connection', '');
      this.fail(failure);
      done?.(failure, new Socket());
    };
    this.#connect(options).then((socket) => done?.(null, socket), refuse);
  }

  /** Called by Node for every request this agent gets. */
  addRequest(request: ClientRequest, options: RequestOptions): void {
    request.setHeader('accept-encoding', 'identity');
    request.prependOnceListener('response', (response) => this.#watch(request.path, response));
    // One broken request is enough: whoever waits for the door hears of it before it is tried again.
    request.once('error', (error) => this.#broken.reject(error));
    // A body may hold a password: elsewhere there is nothing but to fetch.
    const bears = request.method !== 'GET' || CREDENTIALS.some((name) => request.hasHeader(name));
    if (bears && !this.#isApproved(options)) this.fail(routedElsewhere());
    addRequest.call(this, request, options);
  }

  async #connect(options: RequestOptions): Promise<TLSSocket> {
    if (this.#failure) throw this.#failure;
    const { dial, dialElsewhere } = this.#rules;
    if (!this.#isApproved(options)) {
      if (!dialElsewhere || !options.host) throw routedElsewhere();
      return dialElsewhere(options.host, Number(options.port ?? 443));
    }
    const first = this.#first;
    this.#first = null;
    return first && !first.destroyed ? first : dial();
  }

  #isApproved({ host, port }: RequestOptions): boolean {
    const bare = host?.replace(/^\[|\]$/g, '').toLowerCase();
    return bare === this.#rules.host && Number(port ?? 443) === this.#rules.port;
  }

  #watch(path: string, response: IncomingMessage): void {
    const { statusCode = 0, headers } = response;
    this.#status = statusCode;
    this.#mediaType = mediaTypeOf(headers['content-type']);
    // Without it no client follows, not even over plain HTTP, where this agent is not asked.
    delete headers.location;
    const failure = this.#refusalOf(path, statusCode);
    if (failure) this.fail(failure);
    else watchBody(response, (tooMuch) => this.fail(tooMuch));
  }

  #refusalOf(path: string, status: number): StageFailure | null {
    if (status >= 300 && status < 400) return redirected();
    if (status === 407) return proxyWantsLogin();
    if (this.#answeredByGateway) return gatewayFailed(status);
    if (status !== 200) return null;
    return this.#rules.expects?.(path, this.#mediaType) === false ? wrongMedia() : null;
  }
}

function mediaTypeOf(contentType = ''): string {
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  return mediaType.trim();
}

function gatewayFailed(status: number): StageFailure {
  const failure = new StageFailure(
    'CAPACITY',
    `A gateway in between answers with a web page (HTTP ${status}); the service itself was not reached`,
    'Ask the network team which proxy or load balancer stands in between, and whether it reaches the service',
    'database',
  );
  failure.team = 'network';
  return failure;
}

function proxyWantsLogin(): StageFailure {
  const failure = new StageFailure(
    'WRONG_SERVICE',
    'A proxy in between wants a login of its own (HTTP 407)',
    'Ask the network team to let this installation through to the service without it',
    'auth',
  );
  failure.team = 'network';
  return failure;
}

function redirected(): StageFailure {
  return new StageFailure(
    'ROUTED_ELSEWHERE',
    'The server redirects to another address; this was not followed',
    'Enter the address the service itself gives for connections; ask the DBA whether the account or workspace has moved',
    'auth',
  );
}

export function routedElsewhere(): StageFailure {
  return new StageFailure(
    'ROUTED_ELSEWHERE',
    'The server sends this client to another host; this was not followed',
    'Ask the DBA whether the account or workspace has moved, or what stands in between',
    'policy',
  );
}

function wrongMedia(): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    'The server answers in a format this service does not use',
    'Check host and port: a web page, another service or a proxy may be answering there',
  );
}
