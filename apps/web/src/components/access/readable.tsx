import type { Permission } from '@portolan/contract';
import { type ParentProps, Show, Suspense } from 'solid-js';
import { useCan } from '../../lib/session.tsx';
import { later } from '../later.tsx';

const NoAccess = later(async () => ({ default: (await import('./no-access.tsx')).NoAccess }));

interface ReadableProps {
  /** Of several, any will do; the first is the one that is explained. */
  permission: Permission | readonly [Permission, ...Permission[]];
  refusal: string;
}

/** The content of a page for who may read it; for the others why not, and who can help. */
export function Readable(props: ParentProps<ReadableProps>) {
  const can = useCan();
  const all = () => [props.permission].flat() as [Permission, ...Permission[]];
  return (
    <Show
      when={all().some(can)}
      fallback={
        <Suspense>
          <NoAccess title={props.refusal} permission={all()[0]} />
        </Suspense>
      }
    >
      {props.children}
    </Show>
  );
}
