import type { Logger, Services } from '@portolan/core';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import type { ClientPackage } from './client-package.ts';
import type { Site } from './edge/site.ts';
import type { Metrics } from './metrics/metrics.ts';

/** What the web-standard app needs of the platform it runs on. */
export interface AppDependencies {
  services: Services;
  /** Takes the line of each request, in which nothing can hide. */
  requestLog: Logger;
  /** Origin that browsers use; cookies and the origin check hang on it. */
  publicUrl: URL;
  /** Which hosts are served, and which origins are our own. */
  site: Site;
  /** Address of the peer, where the platform knows it. */
  addressOf(c: HonoContext): string;
  /** What is measured, and the token of who may read it; null for whoever asks from the machine itself. */
  measured?: { metrics: Metrics; token: string | null };
  /** Stands around each request where somebody follows them. */
  traced?: MiddlewareHandler;
  /** What callers install; not there where it was not built. */
  client?: ClientPackage;
  /** The web app's files; null for a path that is none. */
  serveWeb?: (c: HonoContext) => Promise<Response | null>;
}
