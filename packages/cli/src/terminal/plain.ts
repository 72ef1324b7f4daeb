/** Controls, and what is not seen but moves what is: joiners excepted, which scripts and emoji are written with. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Controls, with line breaks and tabs excepted. */
const UNSEEN_IN_LINES = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** What JSON leaves as it is, and a terminal would obey. */
const LEFT_BY_JSON = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text on one line of a terminal: whatever a database says in it, it says and does nothing. */
export const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(UNSEEN, '');

/** The same of a text that has lines. */
export const plainLines = (text: string): string => text.replace(UNSEEN_IN_LINES, '');

/** JSON of the same value in which nothing is left for a terminal to obey. */
export function plainJson(value: unknown, indent = 2): string {
  return (JSON.stringify(value, null, indent) ?? 'null').replace(LEFT_BY_JSON, (each) =>
    [...each]
      .flatMap((one) => Array.from({ length: one.length }, (_, index) => one.charCodeAt(index)))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
