import type { Me, MyTenant, Permission } from '@portolan/contract';
import { type Accessor, createContext, createSignal, type ParentProps, useContext } from 'solid-js';
import { type Failure, toFailure } from './app-error.ts';
import { loadMemberships, type Memberships } from './memberships.ts';
import { currentTenant, enterTenant, forgetTenant, rememberedTenant, rememberTenant } from './tenant-choice.ts';

export type SessionState =
  | { status: 'loading' }
  | { status: 'signed-out'; expired: boolean }
  | { status: 'failed'; failure: Failure }
  | ({ status: 'ready' } & Memberships);

export interface SessionControl {
  state: Accessor<SessionState>;
  /** Asks the server who is signed in. Keeps what is shown until the answer is there. */
  load(): Promise<void>;
  /** From now on what is heard of the session is the person's own doing, and nobody is asked for it. Answers how to stay. */
  leave(): () => void;
  /** Forgets everything; the layout then leads to the sign-in page. */
  end(reason: 'expired' | 'signed-out'): void;
  /** Starts anew in the tenant of an address, or where there is none in the one that is remembered. */
  enter(address: string | null): Promise<void>;
  /** Goes where the address has gone: nothing happens while that is where the session is already. */
  follow(address: string | null): Promise<void>;
}

const SessionContext = createContext<SessionControl>();

export function SessionProvider(props: ParentProps) {
  const [state, setState] = createSignal<SessionState>({ status: 'loading' });
  let asked: string | null = null;
  let isLeaving = false;

  const load = async () => {
    if (isLeaving) return;
    try {
      const memberships = await loadMemberships(asked);
      if (memberships.tenant) rememberTenant(memberships.tenant.slug);
      setState({ status: 'ready', ...memberships });
    } catch (error) {
      const failure = toFailure(error);
      if (isLeaving) return;
      if (failure.code === 'UNAUTHORIZED') setState({ status: 'signed-out', expired: true });
      // A page that works already is not taken down by a hiccup of the network.
      else if (state().status !== 'ready') setState({ status: 'failed', failure });
    }
  };
  const leave = () => {
    isLeaving = true;
    return () => {
      isLeaving = false;
    };
  };
  const end = (reason: 'expired' | 'signed-out') => {
    isLeaving = false;
    // Who comes back to an expired session finds the same tenant; the next user of this browser does not.
    if (reason === 'signed-out') forgetTenant();
    setState({ status: 'signed-out', expired: reason === 'expired' });
  };
  const enter = (address: string | null) => {
    asked = address;
    setState({ status: 'loading' });
    enterTenant(asked ?? currentTenant() ?? rememberedTenant());
    return load();
  };

  const follow = async (address: string | null) => {
    asked = address;
    if (state().status === 'signed-out') await load();
    else if (!readyFor(state(), address)) await enter(address);
  };

  return (
    <SessionContext.Provider value={{ state, load, leave, end, enter, follow }}>
      {props.children}
    </SessionContext.Provider>
  );
}

/** What is known of the user, where it is what an address asks for. Outside of tenants, any tenant is right. */
export function readyFor(state: SessionState, address: string | null) {
  if (state.status !== 'ready') return undefined;
  const isThere = address === null ? state.tenant !== null : state.tenant?.slug === address;
  return isThere || state.asked === address ? state : undefined;
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
