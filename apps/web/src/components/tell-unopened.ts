import { LoadFailure, toFailure } from '../lib/app-error.ts';
import { showToast } from '../lib/toasts.ts';

/** Says that a dialog or a menu could not be fetched, and why. */
export function tellUnopened(error: unknown): void {
  const isReplaced = error instanceof LoadFailure && error.isReplaced;
  showToast({
    tone: 'bad',
    title: isReplaced ? 'Portolan was updated' : 'This could not be opened',
    text: toFailure(error).message,
  });
}
