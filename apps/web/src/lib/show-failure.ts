import { retrying } from '../locales/en.ts?retrying';
import { isUnreachable, toFailure } from './app-error.ts';
import { localized } from './locale.ts';
import { showToast } from './toasts.ts';

const t = localized('retrying', retrying);

/** Says that a change was not made. Where the server was not reached, the same can be asked for again: by a person, never by itself. */
export function showFailure(title: string, error: unknown, retry: () => unknown): void {
  const failure = toFailure(error);
  showToast({
    tone: 'bad',
    title,
    text: failure.message,
    action: isUnreachable(failure) ? { label: t().retry, run: () => void retry() } : undefined,
  });
}
