/** Letters of East Asia, and emoji: two cells each. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const MARK = /^[\p{Mn}\p{Me}\u200c\u200d]+$/u;
// Plain texts, which most are, take no segmenter.
const ASCII = /^[ -~]*$/;
let segmenter: Intl.Segmenter | null = null;

/** What a reader takes for one letter each. */
function lettersOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function cellsOf(letter: string): number {
  if (MARK.test(letter)) return 0;
  return WIDE.test(letter) ? 2 : 1;
}

/** How many cells of a terminal a text takes. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  return lettersOf(text).reduce((sum, letter) => sum + cellsOf(letter), 0);
}

/** A text in at most so many cells; where it is longer, its end says so. */
export function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let left = width - 1;
  for (const letter of lettersOf(text)) {
    left -= cellsOf(letter);
    if (left < 0) break;
    kept += letter;
  }
  return `${kept}…`;
}
