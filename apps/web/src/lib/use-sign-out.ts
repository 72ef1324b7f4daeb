import { useQueryClient } from '@tanstack/solid-query';
import { shell } from '../locales/en.ts?shell';
import { isUnauthorized } from './app-error.ts';
import { api } from './client.ts';
import { localized } from './locale.ts';
import { useSessionControl } from './session.tsx';
import { showFailure } from './show-failure.ts';
import { clearToasts } from './toasts.ts';

const t = localized('shell', shell);

/** Ends the session on the server first: a sign-out that did not happen must not look like one. */
export function useSignOut(): () => Promise<void> {
  const session = useSessionControl();
  const queries = useQueryClient();
  const signOut = async (): Promise<void> => {
    const stay = session.leave();
    try {
      await api.auth.logout.mutate();
    } catch (error) {
      if (!isUnauthorized(error)) {
        stay();
        showFailure(t().stillSignedIn, error, signOut);
        return;
      }
    }
    session.end('signed-out');
    queries.clear();
    clearToasts();
  };
  return signOut;
}
