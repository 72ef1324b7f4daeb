import type { Locator } from 'playwright-core';

/** Everything in a part of the page that a person reads or hears: its texts, and the names and hints of its elements. */
export function saidIn(part: Locator): Promise<string[]> {
  return part.evaluateAll((roots) => {
    const texts = roots.flatMap((root) => {
      const found: (string | null)[] = [];
      const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) found.push(nodes.currentNode.textContent);
      for (const element of [root, ...root.querySelectorAll('*')])
        for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
          found.push(element.getAttribute(name));
      return found;
    });
    const words = texts.map((text) => text?.trim() ?? '').filter((text) => /\p{L}{2}/u.test(text));
    return [...new Set(words)];
  });
}
