import { type RouteSectionProps, useLocation } from '@solidjs/router';
import { createEffect, on, Suspense } from 'solid-js';
import { page } from '../components/page.tsx';
import { tenantIn } from '../lib/addresses.ts';
import { useSessionControl } from '../lib/session.tsx';
import { LoadingShell } from './loading-shell.tsx';

const AppLayout = page(async () => ({ default: (await import('./app-layout.tsx')).AppLayout }));

/** Everything behind the sign-in. Who is there is asked while the frame of the pages is still on its way. */
export function Inside(props: RouteSectionProps) {
  const session = useSessionControl();
  const location = useLocation();
  createEffect(
    on(
      () => tenantIn(location.pathname),
      (slug) => void session.follow(slug),
    ),
  );
  return (
    <Suspense fallback={<LoadingShell />}>
      <AppLayout {...props} />
    </Suspense>
  );
}
Inside.preload = AppLayout.preload;
