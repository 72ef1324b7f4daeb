// What XML 1.0 has no way to write, and line breaks, which titles must not have.
const UNWRITABLE = /[\p{Cc}\u2028\u2029\uFFFE\uFFFF]+/gu;
const LONGEST = 300;

/** A text that people have typed, as it may stand in a title: on one line, writable in XML, and bounded. */
export function cleanText(text: string): string {
  const line = text.toWellFormed().replace(UNWRITABLE, ' ').trim();
  return Array.from(line).slice(0, LONGEST).join('');
}
