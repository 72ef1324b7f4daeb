import { localized } from '../../lib/locale.ts';
import { tableKinds } from '../../locales/en.ts?tableKinds';

const t = localized('tableKinds', tableKinds);

/** What a database calls a table, in the words of the reader as far as they are known. */
export function tableKind(kind: string): string {
  const words: Record<string, string> = t();
  return Object.hasOwn(words, kind) ? (words[kind] ?? kind) : kind;
}
