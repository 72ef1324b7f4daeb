/** As much text as one answer has, in bytes. */
export const MOST_BYTES = 50_000;
/** A line that is longer is cut: a character of UTF-16 has three bytes at most. */
const MOST_OF_A_LINE = Math.floor(MOST_BYTES / 3) - 1;

/** A text in parts of so many bytes at most, cut between lines where that can be. */
export function inParts(text: string, most = MOST_BYTES): string[] {
  if (text.length * 3 <= most || bytesOf(text) <= most) return [text];
  const parts: string[] = [];
  let [part, size] = ['', 0];
  for (const line of linesOf(text)) {
    const bytes = bytesOf(line);
    if (size + bytes > most && part !== '') {
      parts.push(part);
      [part, size] = ['', 0];
    }
    part += line;
    size += bytes;
  }
  return [...parts, part];
}

function* linesOf(text: string): Generator<string> {
  for (const line of text.split(/(?<=\n)/)) {
    let at = 0;
    while (at < line.length) {
      let end = Math.min(line.length, at + MOST_OF_A_LINE);
      // Never in the middle of a character.
      if (end < line.length && /[\ud800-\udbff]/.test(line.charAt(end - 1))) end -= 1;
      yield line.slice(at, end);
      at = end;
    }
  }
}

const encoder = new TextEncoder();
const bytesOf = (text: string) => encoder.encode(text).byteLength;
