/** Whether a text holds a character of a table. */
export type HasOneOf = (text: string) => boolean;

/** Reads a table of ranges: base 36, each as its distance from the one before and, behind a colon, its length less one. */
export function codePoints(table: string): HasOneOf {
  let at = 0;
  const ranges = table
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [distance = 0, more = 0] = range.split(':').map((digits) => Number.parseInt(digits, 36));
      const first = at + distance;
      at = first + more;
      return `\\u{${first.toString(16)}}-\\u{${at.toString(16)}}`;
    });
  const pattern = new RegExp(`[${ranges.join('')}]`, 'u');
  return (text) => pattern.test(text);
}
