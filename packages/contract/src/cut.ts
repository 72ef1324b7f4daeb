/** As much of a caller's words as an error repeats. */
const MOST = 100;

/** A text of a caller, cut to what may be told back. Never in the middle of a character. */
export function cut(text: string, most = MOST): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()}…`;
}
