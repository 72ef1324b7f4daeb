import { useQueryClient } from '@tanstack/solid-query';
import { isUnauthorized, toFailure } from './app-error.ts';
import { api } from './client.ts';
import { useSessionControl } from './session.tsx';
import { clearToasts, showToast } from './toasts.ts';

/** Ends the session on the server first: a sign-out that did not happen must not look like one. */
export function useSignOut(): () => Promise<void> {
  const session = useSessionControl();
  const queries = useQueryClient();
  return async () => {
    try {
      await api.auth.logout.mutate();
    } catch (error) {
      if (!isUnauthorized(error)) {
        showToast({ tone: 'bad', title: 'You are still signed in', text: toFailure(error).message });
        return;
      }
    }
    session.end('signed-out');
    queries.clear();
    clearToasts();
  };
}
