import { type Component, ErrorBoundary, lazy, onMount } from 'solid-js';
import { loadPart } from '../lib/load-part.ts';
import { tellUnopened } from './tell-unopened.ts';

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
    tellUnopened(props.error);
    props.onClose();
  });
  return null;
}
