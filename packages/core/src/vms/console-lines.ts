const LONGEST = 1_000;
const ESC = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** What moves the cursor, colours and rings: taken out whole, as its letters alone would be left. */
const SEQUENCES = new RegExp(
  [
    `${ESC}\\[[0-?]*[ -/]*[@-~]`,
    `${ESC}\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)?`,
    `${ESC}[PX^_][^${ESC}]*(?:${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\uFFFD]/gu;
const SECRETS: [RegExp, string][] = [
  [/\b(pass(?:word|wd|phrase)?|secret|token|api[_-]?key|credential)(["']?\s*[:=]\s*)\S+/gi, '$1$2…'],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, '$1 …'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]+):[^\s@/]+@/gi, '$1:…@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g, '-----BEGIN PRIVATE KEY----- …'],
];

/** The whole lines of what a machine wrote to its console, as text that is safe to show, and the part of a line that is left. */
export function consoleLines(text: string): { lines: string[]; rest: string } {
  const parts = text.split(/\r*\n/);
  const rest = (parts.pop() ?? '').slice(-LONGEST);
  return { lines: parts.map(shown).filter((line) => line !== ''), rest };
}

function shown(line: string): string {
  // What a machine has overwritten is not what it shows.
  const last =
    line
      .replace(SEQUENCES, '')
      .split('\r')
      .findLast((part) => part.trim() !== '') ?? '';
  const seen = last.toWellFormed().replaceAll('\t', '  ').replace(CONTROL, '').trimEnd().slice(0, LONGEST);
  return SECRETS.reduce((kept, [secret, instead]) => kept.replace(secret, instead), seen);
}
