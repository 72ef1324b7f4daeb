import { failureTexts, LoadFailure, toFailure } from '../lib/app-error.ts';
import { showToast } from '../lib/toasts.ts';

/** Says that a dialog or a menu could not be fetched, and why. */
export function tellUnopened(error: unknown): void {
  const isReplaced = error instanceof LoadFailure && error.isReplaced;
  showToast({
    tone: 'bad',
    title: isReplaced ? failureTexts().updated : failureTexts().notOpened,
    text: toFailure(error).message,
  });
}
