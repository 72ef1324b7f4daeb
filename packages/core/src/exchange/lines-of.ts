/** The lines of a text, by their numbers. */
export function linesOf(text: string): { line: number; text: string }[] {
  return text.split(/\r\n|\r|\n/).map((line, index) => ({ line: index + 1, text: line }));
}
