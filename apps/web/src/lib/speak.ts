import { LANGUAGES } from '@portolan/contract/preferences';
import { loadPart } from './load-part.ts';
import { type Language, setSpoken, type Texts } from './locale.ts';
import { readSetting, writeSetting } from './settings.ts';

/** Fetched as a whole before they are spoken. */
const FETCHED: Partial<Record<Language, () => Promise<Texts>>> = { de: () => import('../locales/de.ts') };

/** Speaks a language from now on, and when the page is opened again in this browser. */
export async function speak(next: Language): Promise<void> {
  const fetch = FETCHED[next];
  const texts = fetch ? await loadPart(fetch) : null;
  setSpoken({ language: next, texts });
  document.documentElement.lang = next;
  writeSetting('language', next);
}

/** That of the last time, or else the first of the browser's that the page speaks. */
export function likelyLanguage(): Language {
  return known(readSetting('language')) ?? browserLanguage();
}

export function browserLanguage(): Language {
  const wanted = navigator.languages.map((tag) => known(tag.slice(0, 2)));
  return wanted.find((one) => one !== undefined) ?? 'en';
}

function known(tag: string | null): Language | undefined {
  return LANGUAGES.find((one) => one === tag);
}
