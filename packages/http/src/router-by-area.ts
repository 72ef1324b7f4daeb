import { MESSAGE_MATCHER_IS_ALREADY_BUILT, type Result, type Router } from 'hono/router';

interface Route<T> {
  /** Null for a pattern, which may be asked for in any. */
  area: string | null;
  method: string;
  path: string;
  handler: T;
}

/** What paths of the product begin with, whatever they are about. */
const BEFORE = new Set(['api', 'v1']);

/**
 * Learns the routes of an area (`/api/v1/connections`, `/trpc`) when somebody asks in it, by a router of its own: most
 * workers answer few requests, and to learn hundreds of routes takes longer than to answer one.
 */
export class RouterByArea<T> implements Router<T> {
  readonly name = 'RouterByArea';
  readonly #newRouter: () => Router<T>;
  readonly #routes: Route<T>[] = [];
  readonly #known = new Set<string | null>();
  readonly #routers = new Map<string, Router<T>>();

  constructor(newRouter: () => Router<T>) {
    this.#newRouter = newRouter;
  }

  add(method: string, path: string, handler: T): void {
    if (this.#routers.size > 0) throw new Error(MESSAGE_MATCHER_IS_ALREADY_BUILT);
    const first = areaOf(path);
    const area = first.includes('*') || first.startsWith(':') ? null : first;
    this.#known.add(area);
    this.#routes.push({ area, method, path, handler });
  }

  match(method: string, path: string): Result<T> {
    const area = areaOf(path);
    // Paths that somebody made up must not each become one.
    const known = this.#known.has(area) ? area : '';
    const router = this.#routers.get(known) ?? this.#learn(known);
    return router.match(method, path);
  }

  #learn(asked: string): Router<T> {
    const router = this.#newRouter();
    for (const { area, method, path, handler } of this.#routes) {
      if (area === asked || area === null) router.add(method, path, handler);
    }
    this.#routers.set(asked, router);
    return router;
  }
}

/** The first word of a path that says what it is about. */
function areaOf(path: string): string {
  for (let start = 1; ; ) {
    const end = path.indexOf('/', start);
    if (end === -1) return path.slice(start);
    const word = path.slice(start, end);
    if (!BEFORE.has(word)) return word;
    start = end + 1;
  }
}
