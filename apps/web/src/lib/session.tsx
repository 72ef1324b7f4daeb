import type { Me, MyTenant, Permission } from '@portolan/contract';
import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';
import { type Failure, toFailure } from './app-error.ts';
import { loadMemberships, type Memberships } from './memberships.ts';
import { forgetTenant, rememberTenant } from './tenant-choice.ts';

export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out'; expired: boolean }
  | { status: 'failed'; failure: Failure }
  | ({ status: 'ready' } & Memberships);

export interface SessionControl {
  state: Accessor<SessionState>;
  /** Asks the server who is signed in. Keeps what is shown until the answer is there. */
  load(): Promise<void>;
  /** Forgets everything; the layout then leads to the sign-in page. */
  end(reason: 'expired' | 'signed-out'): void;
  /** Enters another tenant. The caller empties the query cache first. */
  enter(tenant: MyTenant): Promise<void>;
}

const SessionContext = createContext<SessionControl>();

export function SessionProvider(props: ParentProps) {
  const [state, setState] = createSignal<SessionState>({ status: 'loading' });

  const load = async () => {
    try {
      setState({ status: 'ready', ...(await loadMemberships()) });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'UNAUTHORIZED') setState({ status: 'signed-out', expired: true });
      // A page that works already is not taken down by a hiccup of the network.
      else if (state().status !== 'ready') setState({ status: 'failed', failure });
    }
  };
  const end = (reason: 'expired' | 'signed-out') => {
    // Who comes back to an expired session finds the same tenant; the next user of this browser does not.
    if (reason === 'signed-out') forgetTenant();
    setState({ status: 'signed-out', expired: reason === 'expired' });
  };
  const enter = (tenant: MyTenant) => {
    rememberTenant(tenant.slug);
    setState({ status: 'loading' });
    return load();
  };

  return <SessionContext.Provider value={{ state, load, end, enter }}>{props.children}</SessionContext.Provider>;
}

export function useSessionControl(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('SessionProvider is missing');
  return control;
}

/** The signed-in user's session; only below the layout that guards it. */
export function useSession(): Accessor<{ me: Me; tenants: MyTenant[]; tenant: MyTenant }> {
  const { state } = useSessionControl();
  let last: { me: Me; tenants: MyTenant[]; tenant: MyTenant } | undefined;
  return () => {
    const current = state();
    // While the guard takes the page down, its parts may be read once more: they get what they had.
    if (current.status === 'ready' && current.tenant) last = { ...current, tenant: current.tenant };
    if (!last) throw new Error('No session');
    return last;
  };
}

/** Whether the user holds a permission in the current tenant. The server decides again on each request. */
export function useCan(): (permission: Permission) => boolean {
  const session = useSession();
  return (permission) => session().me.permissions.includes(permission);
}
