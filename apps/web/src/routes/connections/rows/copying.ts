import type { Connection } from '@portolan/contract';
import { localized } from '../../../lib/locale.ts';
import { showToast } from '../../../lib/toasts.ts';
import { copying } from '../../../locales/en.ts?copying';
import { connectionUrl } from './connection-url.ts';

const t = localized('copying', copying);

export function copyUrl(connection: Connection): Promise<void> {
  return copy(connectionUrl(connection), t().url);
}

export function copyId(id: string): Promise<void> {
  return copy(id, t().id);
}

/** Copies a text, and says whether the browser let it. */
async function copy(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ tone: 'ok', title: done });
  } catch {
    // Without HTTPS, or where the browser asks and is told no: it can be taken from here.
    showToast({ tone: 'bad', title: t().refused, text });
  }
}
