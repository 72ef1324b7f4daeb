import type { Connection } from '@portolan/contract';
import { showToast } from '../../../lib/toasts.ts';
import { connectionUrl } from './connection-url.ts';

export function copyUrl(connection: Connection): Promise<void> {
  return copy(connectionUrl(connection), 'URL copied, without a password.');
}

export function copyId(id: string): Promise<void> {
  return copy(id, 'Id copied.');
}

/** Copies a text, and says whether the browser let it. */
async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ tone: 'ok', title: done });
  } catch {
    // Without HTTPS, or where the browser asks and is told no: it can be taken from here.
    showToast({ tone: 'bad', title: 'The browser did not let it be copied.', text });
  }
}
