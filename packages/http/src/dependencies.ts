import type { Logger, Services } from '@portolan/core';
import type { Hono, Context as HonoContext, MiddlewareHandler } from 'hono';
import type { ClientPackage } from './client-face.ts';
import type { Site } from './gate/site.ts';
import type { RequestMeasures } from './metrics-face.ts';
import type { WebFiles } from './web-files.ts';

type HonoOptions = NonNullable<ConstructorParameters<typeof Hono>[0]>;

/** What the web-standard app needs of the platform it runs on. */
export interface AppDependencies {
  services: Services;
  /** Takes the line of each request, in which nothing can hide. */
  requestLog: Logger;
  /** Whether each line is written before its answer goes, where no timer outlives a request. */
  logsAtOnce?: boolean;
  /** Origin that browsers use; cookies and the origin check hang on it. */
  publicUrl: URL;
  /** Which hosts are served, and which origins are our own. */
  site: Site;
  /** Address of the peer, where the platform knows it. */
  addressOf(c: HonoContext): string;
  /** What is measured, and the token of who may read it; null for whoever asks from the machine itself. */
  measured?: { metrics: RequestMeasures; token: string | null };
  /** Stands around each request where somebody follows them. */
  traced?: MiddlewareHandler;
  /** What callers install; not there where it was not built. */
  client?: ClientPackage;
  /** Finds routes; by default one that is slow at first and then fast. */
  router?: HonoOptions['router'];
  /** The built page; not there where nobody serves it. */
  web?: WebFiles;
}
