import type { Connection } from '@portolan/contract';
import { Show, Suspense } from 'solid-js';
import { laterBeside } from '../../../components/later.tsx';
import { useListLook } from '../rows/list-look.ts';

const HealthCell = laterBeside(() => import('./health-cell.tsx'));

/** The place of the health of a connection, kept free until it is there. */
export function HealthSlot(props: { connection: Connection; isCompact?: boolean | undefined }) {
  const { isSettled } = useListLook();
  return (
    <div class="h-8">
      <Suspense>
        <Show when={isSettled()}>
          <HealthCell connection={props.connection} isCompact={props.isCompact} />
        </Show>
      </Suspense>
    </div>
  );
}
