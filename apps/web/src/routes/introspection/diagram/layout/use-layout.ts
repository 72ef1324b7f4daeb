import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { LayoutInput, LayoutResult } from './layout-input.ts';
import type { Layouter } from './use-layouter.ts';

/** What was asked for, with its layout. */
export interface Laid<T> {
  of: T;
  layout: LayoutResult;
}

interface Wanted<T> {
  of: T;
  input: LayoutInput;
}

/** The layout of what is wanted, once it is there; until then that of before, if any. Failures are kept apart. */
export function useLayout<T>(
  wanted: Accessor<Wanted<T> | undefined>,
  layouter: Layouter,
): { laid: Accessor<Laid<T> | undefined>; failure: Accessor<unknown> } {
  const [laid, setLaid] = createSignal<Laid<T>>();
  const [failure, setFailure] = createSignal<unknown>();
  let current: Wanted<T> | undefined;
  createEffect(() => {
    const own = wanted();
    current = own;
    setFailure(undefined);
    if (!own) return;
    layouter(own.input).then(
      (layout) => current === own && setLaid({ of: own.of, layout }),
      (error: unknown) => current === own && setFailure(() => error),
    );
  });
  return { laid, failure };
}
