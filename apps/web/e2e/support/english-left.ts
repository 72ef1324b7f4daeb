import * as german from '@portolan/web/locales/de';
import * as english from '@portolan/web/locales/en';
import type { Locator } from 'playwright-core';

/** Stands where a text of the page has something in it, and is no number: a count of it is not one. */
const GAP = '\u0001';
/** What is made of it where a number is wanted. */
const NO_NUMBER = 'NaN';

/** What is read or heard of the English texts in parts of a page that speaks German. Source texts are left alone. */
export async function englishLeft(parts: Locator): Promise<string[]> {
  const said = await parts.evaluateAll((roots) => {
    const texts: string[] = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (!walker.currentNode.parentElement?.closest('pre')) texts.push(walker.currentNode.nodeValue ?? '');
      }
      for (const element of [root, ...root.querySelectorAll('*')])
        for (const name of ['aria-label', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder'])
          texts.push(element.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  });
  if (said.length === 0) throw new Error('Nothing is said there');
  return [...new Set(said)].filter((text) => PATTERNS.some((pattern) => pattern.test(text)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [filled(value)];
}

function filled(text: unknown): string {
  if (typeof text !== 'function') return String(text);
  try {
    return String(text(...Array.from({ length: text.length }, () => GAP)));
  } catch {
    // One that is made of more than texts and numbers cannot be told here.
    return GAP;
  }
}

/** Whether it can be told from the name of a column, and from a sentence of the server that happens to have its words. */
function isTelling(text: string): boolean {
  const words = text.replaceAll(GAP, '').replaceAll(NO_NUMBER, '');
  return words === text ? /[A-Z\s]/.test(text) : words.replace(/[^a-z]/gi, '').length > 4;
}

function patternOf(text: string): RegExp {
  const literal = text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(GAP, '.+').replaceAll(NO_NUMBER, '[\\d.,]+')}$`);
}

const IN_GERMAN = new Set(textsOf(german));
const PATTERNS = textsOf(english)
  .filter((text) => !IN_GERMAN.has(text) && isTelling(text))
  .map(patternOf);
