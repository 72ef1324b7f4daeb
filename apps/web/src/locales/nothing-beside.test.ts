import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = path.resolve(import.meta.dirname, '..');

// The linter sees the text between two tags; these are what is read or heard of an element, and of the page's own parts.
const SPOKEN =
  'aria-(?:label|description|roledescription|valuetext)|alt|title|placeholder|label|legend|hint|text|heading|description|summary|action|again|all|empty|failed|message|note|problem|question|refusal|renewal|warning|\\w+Label|\\w+Text|\\w+Title';
// An example of what may be typed is one word, and the same everywhere.
const IN_ATTRIBUTE = new RegExp(`\\s(?!placeholder="[^" ]*")(?:${SPOKEN})="[^"]*[A-Za-z]{2}[^"]*"`, 'g');
const IN_OBJECT = new RegExp(`\\b(?:${SPOKEN}): ['"\`][^'"\`\\n]*[A-Z][a-z][^'"\`\\n]*['"\`]`, 'g');

it('whatever a page says stands in the locale files', async () => {
  const names = await readdir(SOURCES, { recursive: true });
  const sources = names.filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name) && !name.startsWith('locales'));
  const found: string[] = [];
  for (const name of sources) {
    const text = await readFile(path.join(SOURCES, name), 'utf8');
    for (const [said] of text.matchAll(IN_ATTRIBUTE)) found.push(`${name}:${said}`);
    for (const [said] of text.matchAll(IN_OBJECT)) found.push(`${name}: ${said}`);
  }
  expect(sources.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
