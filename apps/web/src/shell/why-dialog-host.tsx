import { onCleanup, Show, Suspense } from 'solid-js';
import { laterDialog } from '../components/later.tsx';
import { askedPermission, stopAsking } from '../lib/ask-why.ts';

const WhyDialog = laterDialog(async () => ({ default: (await import('./why-dialog.tsx')).WhyDialog }));

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
