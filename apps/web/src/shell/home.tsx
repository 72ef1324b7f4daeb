import { Navigate } from '@solidjs/router';
import { type ParentProps, Show } from 'solid-js';
import { inTenant } from '../lib/addresses.ts';
import { useCan } from '../lib/session.tsx';
import { hrefOf, PAGES, useMayOpen } from './navigation.ts';

/** The page that says how the connections of the tenant are; for who may not see them, the first one that they may open. */
export function Home(props: ParentProps) {
  const can = useCan();
  const mayOpen = useMayOpen();
  const elsewhere = () => {
    const first = PAGES.find(mayOpen);
    return first ? hrefOf(first) : inTenant('/connections');
  };
  return (
    <Show when={can('connections:read')} fallback={<Navigate href={elsewhere()} />}>
      {props.children}
    </Show>
  );
}
