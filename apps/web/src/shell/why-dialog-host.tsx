import { lazy, onCleanup, Show, Suspense } from 'solid-js';
import { askedPermission, stopAsking } from '../lib/ask-why.ts';

const WhyDialog = lazy(async () => ({ default: (await import('./why-dialog.tsx')).WhyDialog }));

/** Answers, over any page, what a disabled action asked. */
export function WhyDialogHost() {
  onCleanup(stopAsking);
  return (
    <Suspense>
      <Show when={askedPermission()}>
        {(permission) => <WhyDialog permission={permission()} onClose={stopAsking} />}
      </Show>
    </Suspense>
  );
}
