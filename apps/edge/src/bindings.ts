/** What the platform hands to a worker: variables and secrets as texts, and what it is bound to. */
export interface Bindings {
  [variable: string]: unknown;
  /** The objects that keep connections; without them, and with HYPERDRIVE, each request has its own. */
  HUB?: Objects;
  /** The built page. */
  ASSETS?: { fetch(request: string): Promise<Response> };
  /** The system database by the owner's login, pooled near it. */
  HYPERDRIVE?: { connectionString: string };
  /** The same by the login of requests: a pooler has one login for each binding. */
  HYPERDRIVE_REQUESTS?: { connectionString: string };
}

export interface Objects {
  idFromName(name: string): object;
  get(id: object): { fetch(request: Request): Promise<Response> };
}

/** What keeps a request going after its answer. */
export interface RequestContext {
  waitUntil(work: Promise<unknown>): void;
}
