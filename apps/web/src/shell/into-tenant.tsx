import { Navigate, useLocation } from '@solidjs/router';
import { Show } from 'solid-js';
import type { TenantPath } from '../lib/addresses.ts';
import { inTenant } from '../lib/addresses.ts';
import { api } from '../lib/client.ts';
import { useLiveQuery } from '../lib/query.ts';
import { useSession } from '../lib/session.tsx';

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Leads an address that names no tenant into one: the one that has the connection it is about, or else that at hand. */
export function IntoTenant() {
  const session = useSession();
  const { pathname, search, hash, query } = useLocation();
  const named = [pathname.split('/')[2], query.dialog].find((id) => typeof id === 'string' && ID.test(id)) as
    | string
    | undefined;
  const mustAsk = named !== undefined && session().tenants.length > 1;
  const holder = useLiveQuery(() => ({
    queryKey: ['tenant-of', named],
    queryFn: () => api.tenants.of.query({ connectionId: named ?? '' }),
    enabled: mustAsk,
  }));
  return (
    <Show when={!mustAsk || !holder.isPending}>
      <Navigate href={inTenant(pathname as TenantPath, holder.data?.slug) + search + hash} />
    </Show>
  );
}
