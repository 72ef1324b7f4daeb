import type { RefreshProgress } from '@portolan/contract';
import { watchStream } from '../../../lib/watch-stream.ts';

/**
 * Tells how far the refresh of a connection is, whoever started it, until the answered function is called. The server
 * ends what it tells with the refresh; then the next one is waited for.
 */
export function watchProgress(id: string, onNews: (progress: RefreshProgress) => void): () => void {
  return watchStream({ path: 'introspection.progress', input: { id }, onNews });
}
