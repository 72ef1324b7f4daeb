import { createContext, useContext } from 'solid-js';
import type { Refresh } from './use-refresh.ts';

export const RefreshContext = createContext<Refresh>();

/** The refresh of the connection whose page is shown. */
export function useRefreshOfPage(): Refresh {
  const refresh = useContext(RefreshContext);
  if (!refresh) throw new Error('IntrospectionFrame is missing');
  return refresh;
}
