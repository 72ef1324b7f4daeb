import { useLocation, useSearchParams } from '@solidjs/router';
import { onCleanup, Show, Suspense } from 'solid-js';
import { laterDialog } from '../../components/later.tsx';
import { tenantIn } from '../../lib/addresses.ts';
import { useCan } from '../../lib/session.tsx';
import { clearBulkTesting } from './bulk/bulk-testing.ts';
import { abandonJobs } from './bulk/jobs.ts';

const load = () => import('./form/connection-dialog.tsx');
const ConnectionDialog = laterDialog(load);

/** Fetches the dialog's code before the click. */
export const preloadConnectionDialog = (): void => void load().catch(() => undefined);

const COPY = /^copy-/;

/** Opens the dialog over any page, from the URL: `?dialog=new`, `?dialog=<id>` to edit, or `?dialog=copy-<id>`. Back closes it. */
export function ConnectionDialogHost() {
  const can = useCan();
  const location = useLocation();
  const [search, setSearch] = useSearchParams<{ dialog?: string }>();
  // An address that does not say yet whose connection it means has none to edit.
  const isKnown = () => search.dialog === 'new' || tenantIn(location.pathname) !== null;
  const target = () => (can('connections:write') && isKnown() ? search.dialog : undefined);
  // It stands as long as the tenant that it is of.
  onCleanup(() => {
    abandonJobs();
    clearBulkTesting();
  });
  return (
    <Show when={target()} keyed>
      {(dialog) => (
        <Suspense>
          <ConnectionDialog
            connectionId={dialog === 'new' ? null : dialog.replace(COPY, '')}
            isCopy={COPY.test(dialog)}
            onClose={() => setSearch({ dialog: undefined }, { replace: true })}
          />
        </Suspense>
      )}
    </Show>
  );
}
