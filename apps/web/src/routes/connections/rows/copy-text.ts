import { showToast } from '../../../lib/toasts.ts';

/** Copies a text, and says whether the browser let it. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ tone: 'ok', title: done });
  } catch {
    // Without HTTPS, or where the browser asks and is told no: it can be taken from here.
    showToast({ tone: 'bad', title: 'The browser did not let it be copied.', text });
  }
}
