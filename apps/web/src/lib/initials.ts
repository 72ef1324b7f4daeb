const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first of what a reader takes for letters: an accent or the parts of an emoji belong to theirs. */
export function firstLetters(text: string, count: number): string {
  return [...graphemes.segment(text)]
    .slice(0, count)
    .map(({ segment }) => segment)
    .join('')
    .toUpperCase();
}

/** "AL" for Ada Lovelace, "Z🚀" for Zoë 🚀, "AC" for acme. */
export function initials(name: string): string {
  const [first, second] = name.split(/[\s@._-]+/).filter(Boolean);
  return second === undefined ? firstLetters(first ?? name, 2) : firstLetters(first ?? '', 1) + firstLetters(second, 1);
}
