import type { LANGUAGES } from '@portolan/contract/preferences';
import { createSignal } from 'solid-js';

export type Language = (typeof LANGUAGES)[number];
export type Texts = typeof import('../locales/en.ts');

interface Spoken {
  language: Language;
  /** Null is English, which comes with the code that speaks it. */
  texts: Texts | null;
}

const [spoken, setSpoken] = createSignal<Spoken>({ language: 'en', texts: null });

export { setSpoken };

export const language = (): Language => spoken().language;

/** A part of the texts in the language that is spoken, given the English one. */
export function localized<P extends keyof Texts>(part: P, english: Texts[P]): () => Texts[P] {
  return () => spoken().texts?.[part] ?? english;
}
