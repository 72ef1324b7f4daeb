/** What stands for a character that cannot be kept. */
const REPLACEMENT = '\ufffd';

/**
 * Whether a text can be kept everywhere: no NUL, which PostgreSQL has no place for, no half of a pair of surrogates, and
 * nothing that a decoder could not read, which it leaves as U+FFFD.
 */
export function isClean(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0') && !text.includes(REPLACEMENT);
}

/** The text with U+FFFD for what cannot be kept. */
export function washText(text: string): string {
  return text.toWellFormed().replaceAll('\0', REPLACEMENT);
}

/** What a warning says of a text that is not clean. */
export function whatWasWashed(text: string): string {
  return text.includes('\0')
    ? 'The text holds a NUL; U+FFFD stands in its place'
    : 'The text holds bytes that are no characters; U+FFFD stands in their place';
}
