import { type Component, createEffect, ErrorBoundary, lazy, on, onMount } from 'solid-js';
import { LoadFailure } from '../lib/app-error.ts';
import { loadPart } from '../lib/load-part.ts';
import { isOnline } from '../lib/online.ts';
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

/** The same for what a page does without: where it cannot be fetched it is not there, and comes with the network. */
export function laterBeside<P extends object>(load: Load<P>): Component<P> {
  const Part = later(load);
  return (props) => (
    <ErrorBoundary fallback={(error, reset) => <Unfetched error={error} onNetwork={reset} />}>
      <Part {...props} />
    </ErrorBoundary>
  );
}

function Unfetched(props: { error: unknown; onNetwork(): void }) {
  if (!(props.error instanceof LoadFailure)) throw props.error;
  createEffect(on(isOnline, (online) => online && props.onNetwork(), { defer: true }));
  return null;
}

function Unopened(props: { error: unknown; onClose(): void }) {
  onMount(() => {
    tellUnopened(props.error);
    props.onClose();
  });
  return null;
}
