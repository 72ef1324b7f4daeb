import { Navigate } from '@solidjs/router';
import { inTenant } from '../lib/addresses.ts';
import { hrefOf, PAGES, useMayOpen } from './navigation.ts';

/** The first page that the user may open in the tenant at hand. */
export function Home() {
  const mayOpen = useMayOpen();
  const first = PAGES.find(mayOpen);
  return <Navigate href={first ? hrefOf(first) : inTenant('/connections')} />;
}
