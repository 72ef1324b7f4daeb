import { CONNECTION_FORMS, PERMISSION_CATALOGUE, SYSTEM_ROLES } from '@portolan/contract';
import { expect, it } from 'vitest';
import * as german from './de.ts';
import * as english from './en.ts';

/** The plain texts of a part, by their path. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}
const inGerman = new Map(textsOf(german));

it('the gaps of a sentence are the same in every language', () => {
  const gaps = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
  const torn = textsOf(english).filter(([path, text]) => String(gaps(text)) !== String(gaps(inGerman.get(path))));
  expect(torn).toEqual([]);
});

it('no sentence was left in English', () => {
  const isSentence = (text: string) => text.trim().split(/\s+/).length > 2;
  expect(textsOf(english).filter(([path, text]) => isSentence(text) && inGerman.get(path) === text)).toEqual([]);
});

it('what the contract describes in English is told in German, but for the words that are the same', () => {
  const described = Object.values(CONNECTION_FORMS).flatMap(({ fields, credentials }) => [
    ...fields,
    ...credentials,
    ...credentials.flatMap((form) => [...form.fields]),
  ]);
  const texts = described.flatMap((one) => [one.label, 'help' in one ? one.help : undefined]);
  const { text } = german.connectionFields;
  const same = new Set(texts.filter((one) => one !== undefined && text(one) === one));
  expect([...same].sort()).toEqual(['Account', 'Host', 'Passphrase', 'Port', 'Schema', 'Warehouse']);
  for (const { id, name, module } of PERMISSION_CATALOGUE) {
    expect(german.permissions.name(id, name)).not.toBe(name);
    expect(german.permissions.module(module)).not.toBe(module);
  }
  for (const { description } of SYSTEM_ROLES) expect(german.roleFacts.systemText(description)).not.toBe(description);
});

it('what has a sentence in it ends like one, and a label does not', () => {
  for (const language of [english, german]) {
    const texts = textsOf(language);
    expect(texts.filter(([, text]) => /[.!?] \p{Lu}/u.test(text) && !/[.!?:…]$/.test(text.trim()))).toEqual([]);
    const names = texts.filter(([path]) =>
      /\.(?:page|submit|cancel|save|delete|add|create|menu|\w*Missing)$/.test(path),
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter(([, text]) => text.endsWith('.'))).toEqual([]);
  }
});
