import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import { useCan, useSession, useSessionControl } from './session.tsx';

/** Where a page knows better than the session whether there is a hypervisor, that is read again: the navigation goes by it. */
export function useKnownHypervisor(isThere: Accessor<boolean | undefined>): void {
  const can = useCan();
  const session = useSession();
  const control = useSessionControl();
  createEffect(
    on(createMemo(isThere), (there) => {
      const isNews = there !== undefined && there !== session().me.hasHypervisor;
      if (isNews && can('vm:read')) void control.load();
    }),
  );
}
