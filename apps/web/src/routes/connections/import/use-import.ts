import { detectImportFormat, type ImportFormat, type ImportResult } from '@portolan/contract';
import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { toFailure } from '../../../lib/app-error.ts';
import { api } from '../../../lib/client.ts';
import { sentText } from './read-import-file.ts';
import { t } from './texts.ts';

const PAUSE_MS = 300;

/** A text on its way in: what form it has, and what an import of it would do, asked anew as it changes. */
export function useImport() {
  const [text, setText] = createSignal('');
  const [chosen, choose] = createSignal<ImportFormat | 'auto'>('auto');
  const [withSecrets, setWithSecrets] = createSignal(false);
  const [preview, setPreview] = createSignal<ImportResult>();
  const [problem, setProblem] = createSignal<string | null>(null);
  const [isAsking, setAsking] = createSignal(false);
  const [isApplying, setApplying] = createSignal(false);
  const detected = createMemo(() => (text().trim() === '' ? null : detectImportFormat(text())));
  const format = () => (chosen() === 'auto' ? detected() : (chosen() as ImportFormat));
  const isEmpty = () => text().trim() === '';

  const input = (apply: boolean) => {
    const [sent, known] = [sentText(text()), format()];
    if (sent === null) setProblem(t().tooLarge);
    return sent === null || known === null ? null : { format: known, text: sent, withSecrets: withSecrets(), apply };
  };

  let latest = new AbortController();
  const ask = async () => {
    latest.abort();
    latest = new AbortController();
    const { signal } = latest;
    const asked = input(false);
    if (!asked) return;
    setAsking(true);
    try {
      const answer = await api.connections.import.mutate(asked, { signal });
      if (!signal.aborted) setPreview(answer);
    } catch (error) {
      if (!signal.aborted) setProblem(toFailure(error).message);
    } finally {
      if (!signal.aborted) setAsking(false);
    }
  };
  let pause: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on(
      [text, chosen, withSecrets],
      () => {
        clearTimeout(pause);
        latest.abort();
        setProblem(null);
        setAsking(false);
        // What was said of another text is not shown beside this one; of the same text it stays until there is news.
        if (isEmpty() || format() === null) setPreview(undefined);
        else pause = setTimeout(() => void ask(), PAUSE_MS);
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    clearTimeout(pause);
    latest.abort();
  });

  /** Answers what was done, or null where that is not known: then the problem says why. */
  const apply = async (): Promise<ImportResult | null> => {
    const asked = input(true);
    if (!asked) return null;
    setProblem(null);
    setApplying(true);
    try {
      return await api.connections.import.mutate(asked);
    } catch (error) {
      setProblem(toFailure(error).message);
      return null;
    } finally {
      setApplying(false);
    }
  };

  return {
    text,
    setText,
    chosen,
    choose,
    detected,
    format,
    isEmpty,
    withSecrets,
    setWithSecrets,
    preview,
    problem,
    setProblem,
    isAsking,
    isApplying,
    apply,
  };
}
export type Importing = ReturnType<typeof useImport>;
