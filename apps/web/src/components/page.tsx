import { type RouteSectionProps, useLocation } from '@solidjs/router';
import { type Component, createEffect, ErrorBoundary, on, onMount, type ParentProps } from 'solid-js';
import { failureTexts, LoadFailure, toFailure } from '../lib/app-error.ts';
import { isOnline } from '../lib/online.ts';
import { hasTyped, reloadPage } from '../lib/typed.ts';
import { FailurePanel } from './failure-panel.tsx';
import { later } from './later.tsx';

const RELOADED_KEY = 'portolan.reloaded';
/** Where two builds answer by turns, a page that reloads itself would never end. */
const ONCE_IN_MS = 60_000;

type LoadPage = () => Promise<{ default: Component<RouteSectionProps> }>;
type Page = Component<RouteSectionProps> & { preload(): Promise<unknown> };

/** A page whose code is fetched when it is opened, and which fails alone. */
export function page(load: LoadPage): Page {
  return bounded(load, 1);
}

/** The same for a part of a page that has its heading already. */
export function view(load: LoadPage): Page {
  return bounded(load, 2);
}

function bounded(load: LoadPage, heading: 1 | 2): Page {
  const Loaded = later(load);
  const inBounds = (props: RouteSectionProps) => (
    <PageBoundary heading={heading}>
      <Loaded {...props} />
    </PageBoundary>
  );
  // The router fetches a page while the pointer is on its link. A failure is told when it is opened.
  return Object.assign(inBounds, { preload: () => Loaded.preload().catch(() => undefined) });
}

function PageBoundary(props: ParentProps<{ heading: 1 | 2 }>) {
  return (
    <ErrorBoundary fallback={(error, reset) => <BrokenPage heading={props.heading} error={error} onRetry={reset} />}>
      {props.children}
    </ErrorBoundary>
  );
}

function BrokenPage(props: { heading: 1 | 2; error: unknown; onRetry(): void }) {
  const location = useLocation();
  const missing = () => (props.error instanceof LoadFailure ? props.error : undefined);
  const retry = () => {
    props.onRetry();
  };
  // Another connection, or another tab of it: what failed before may work there.
  createEffect(on(() => location.pathname, props.onRetry, { defer: true }));
  // What was missing for want of a network comes by itself with it.
  createEffect(
    on(isOnline, (online) => online && missing() && !missing()?.isReplaced && props.onRetry(), { defer: true }),
  );
  onMount(() => {
    if (!missing()) reportError(props.error);
    // The address bar follows when the router has come to its end.
    else if (missing()?.isReplaced && !hasTyped()) setTimeout(reloadOnce);
  });
  return (
    <div class="mx-auto max-w-lg px-4 py-14">
      <FailurePanel
        title={missing()?.isReplaced ? failureTexts().updated : failureTexts().pageNotOpened}
        heading={props.heading}
        failure={toFailure(props.error)}
        retryLabel={missing()?.isReplaced ? failureTexts().reload : undefined}
        onRetry={missing()?.isReplaced ? reloadPage : retry}
      />
    </div>
  );
}

function reloadOnce(): void {
  try {
    const last = Number(sessionStorage.getItem(RELOADED_KEY));
    if (Date.now() - last < ONCE_IN_MS) return;
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  } catch {
    // Without a memory it is up to the person.
    return;
  }
  reloadPage();
}
