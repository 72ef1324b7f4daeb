import { pageFiles } from 'portolan:page';
import type { WebFiles } from '@portolan/http';
import type { Bindings } from './bindings.ts';

/** The page as the platform keeps it; packed on the way by whoever brings it to the browser. */
export function boundFiles(assets: NonNullable<Bindings['ASSETS']>): WebFiles {
  return {
    names: new Set(pageFiles),
    async open(name) {
      const { ok, status, body, headers } = await assets.fetch(`http://assets/${name}`);
      if (!ok || body === null) throw new Error(`The page has no file ${name} there (${status})`);
      const size = Number(headers.get('content-length'));
      return { body, size: size > 0 ? size : null };
    },
  };
}
