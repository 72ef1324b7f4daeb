import { createMemo, createSignal, onMount, Show } from 'solid-js';
import type { Language } from '../lib/highlight.ts';
import { loadPart } from '../lib/load-part.ts';

type Highlight = typeof import('../lib/highlight.ts').highlight;

/** A source text in colours; plain until those have come, and where they cannot. */
export function SourceText(props: { code: string; language: Language }) {
  const [highlight, setHighlight] = createSignal<Highlight>();
  onMount(() => {
    loadPart(() => import('../lib/highlight.ts')).then(
      (loaded) => setHighlight(() => loaded.highlight),
      () => undefined,
    );
  });
  const coloured = createMemo(() => highlight()?.(props.code, props.language));
  return (
    <pre class="source font-mono text-xs">
      <Show when={coloured()} fallback={<code>{props.code}</code>}>
        {(html) => <code innerHTML={html()} />}
      </Show>
    </pre>
  );
}
