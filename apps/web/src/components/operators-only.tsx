import { type ParentProps, Show } from 'solid-js';
import { useSession } from '../lib/session.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** A page of the installation; for anybody but operators there is no such page. */
export function OperatorsOnly(props: ParentProps) {
  const session = useSession();
  return (
    <Show when={session().me.isOperator} fallback={<NotFoundPage />}>
      {props.children}
    </Show>
  );
}
