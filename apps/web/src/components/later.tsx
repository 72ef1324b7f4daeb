import { type Component, ErrorBoundary, lazy, onMount } from 'solid-js';
import { LoadFailure, toFailure } from '../lib/app-error.ts';
import { loadPart } from '../lib/load-part.ts';
import { showToast } from '../lib/toasts.ts';

type Load<P extends object> = () => Promise<{ default: Component<P> }>;

/** A component whose code is fetched when it is first shown. Where that fails, the page's boundary says so. */
export function later<P extends object>(load: Load<P>) {
  return lazy<Component<P>>(() => loadPart(load));
}

/** The same for a dialog: where it fails, it closes and a message says so; the next click tries again. */
export function laterDialog<P extends { onClose(): void }>(load: Load<P>): Component<P> {
  const Dialog = later(load);
  return (props) => (
    <ErrorBoundary fallback={(error) => <Unopened error={error} onClose={() => props.onClose()} />}>
      <Dialog {...props} />
    </ErrorBoundary>
  );
}

function Unopened(props: { error: unknown; onClose(): void }) {
  onMount(() => {
    const isReplaced = props.error instanceof LoadFailure && props.error.isReplaced;
    showToast({
      tone: 'bad',
      title: isReplaced ? 'Portolan was updated' : 'This could not be opened',
      text: toFailure(props.error).message,
    });
    props.onClose();
  });
  return null;
}
