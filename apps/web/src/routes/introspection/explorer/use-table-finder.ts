import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type Found, findTables, type Names } from './find-tables.ts';

/** When the page has settled. */
const IDLE_MS = 200;

interface Answer {
  text: string;
  found: Found;
  /** What it was looked for in. */
  names: Names;
}

/**
 * Looks for tables beside the page, which stays responsive whatever their number. Undefined without a text, and until the
 * first answer; where there can be no worker, the page looks by itself.
 */
export function useTableFinder(names: Accessor<Names>, text: Accessor<string>): Accessor<Answer | undefined> {
  const [answer, setAnswer] = createSignal<Answer>();
  let worker: Worker | undefined;
  let sent: Names | undefined;
  let isBroken = false;

  const lookHere = () => setAnswer({ text: text(), found: findTables(names(), text()), names: names() });
  const start = () => {
    const started = new Worker(new URL('./find-tables.worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<Omit<Answer, 'names'>>) => {
      // One for a text that was typed on is late.
      if (data.text === text() && sent === names()) setAnswer({ ...data, names: names() });
    });
    started.addEventListener('error', () => {
      isBroken = true;
      lookHere();
    });
    return started;
  };
  const prepared = () => {
    worker ??= start();
    if (sent !== names()) worker.postMessage({ names: names() });
    sent = names();
    return worker;
  };
  createEffect(
    on([names, text], ([known, wanted]) => {
      if (wanted === '') setAnswer(undefined);
      else if (isBroken) lookHere();
      else prepared().postMessage({ text: wanted });
      // The first letter finds it ready, and the page has its first rows before.
      if (wanted !== '' || known.length === 0 || isBroken) return;
      const waiting = setTimeout(prepared, IDLE_MS);
      onCleanup(() => clearTimeout(waiting));
    }),
  );
  onCleanup(() => worker?.terminate());
  return answer;
}
