const SPACE = /[\t\n\v\f\r\u0085\u2028\u2029 ]+/gu;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/** A text of a foreign server on one line, with what turns it around or cannot be seen spelled out, as `[U+202E]`. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(SPACE, ' ')
    .trim()
    .replace(UNSEEN, (char) => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
