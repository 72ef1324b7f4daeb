import type { Permission } from '@portolan/contract';
import { type ParentProps, Show, Suspense } from 'solid-js';
import { useCan } from '../../lib/session.tsx';
import { later } from '../later.tsx';

const NoAccess = later(async () => ({ default: (await import('./no-access.tsx')).NoAccess }));

/** The content of a page for who may read it; for the others why not, and who can help. */
export function Readable(props: ParentProps<{ permission: Permission; refusal: string }>) {
  const can = useCan();
  return (
    <Show
      when={can(props.permission)}
      fallback={
        <Suspense>
          <NoAccess title={props.refusal} permission={props.permission} />
        </Suspense>
      }
    >
      {props.children}
    </Show>
  );
}
