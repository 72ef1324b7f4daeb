import type { Plugin } from 'vite';

/** What listens to streams: nothing of it belongs into the first load. */
const LISTENER = '/src/lib/live-client.ts';

/**
 * Bundles tRPC a second time for those who listen to streams. Bundled once, as it is a single module, it would bring
 * their code along with the first load. Its errors stay shared: they have a file of their own.
 */
export function apartForStreams(): Plugin {
  return {
    name: 'apart-for-streams',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== '@trpc/client' || !importer?.endsWith(LISTENER)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && { ...found, id: `${found.id}?streams` };
    },
  };
}
