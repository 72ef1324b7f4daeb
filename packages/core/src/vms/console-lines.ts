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
const NAMES = 'pass(?:word|wd|phrase|code)|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential';
/** What follows a name, the letters that it goes on with, and a sign that says what it is. All are bounded: a machine may write anything. */
const SECRETS: [RegExp, string][] = [
  [
    new RegExp(`((?:(?:${NAMES})[\\w-]{0,40}|\\bpass)["']?\\s{0,8}[:=]\\s{0,8})(?:"[^"]*"?|'[^']*'?|\\S+)`, 'gi'),
    '$1…',
  ],
  [/\b(bearer|basic)\s+[\w+/=.~-]{8,}/gi, '$1 …'],
  [/\b([a-z][a-z0-9+.-]{0,40}:\/\/[^\s:/@]{0,200}):[^\s@/]+@/gi, '$1:…@'],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*/g, '-----BEGIN PRIVATE KEY----- …'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '…'],
  [/\b(?:gh[a-z]_|github_pat_|glpat-|xox[a-z]-|sk-|ptl_)[\w-]{16,}/g, '…'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '…'],
];
const KEY_BEGINS = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----$/;
const KEY_ENDS = /^-----END /;
const KEY_PART = /^(?:[A-Za-z0-9+/=]*|(?:Proc-Type|DEK-Info): .*|-----END .*)$/;
/** Of a key whose begin was read earlier. */
const KEY_LINE = /^[A-Za-z0-9+/]{60,80}={0,2}$/;

/** The whole lines of what a machine wrote to its console, as text that is safe to show, and the part of a line that is left. */
export function consoleLines(text: string): { lines: string[]; rest: string } {
  const parts = text.split(/\r*\n/);
  const rest = (parts.pop() ?? '').slice(-LONGEST);
  return {
    lines: withoutKeys(parts.map(seen))
      .map(stripped)
      .filter((line) => line !== ''),
    rest,
  };
}

/** Of a private key its first line alone. */
function withoutKeys(lines: readonly string[]): string[] {
  let isInside = false;
  return lines.filter((line) => {
    const isOfKey = isInside && KEY_PART.test(line);
    isInside = (isOfKey && !KEY_ENDS.test(line)) || KEY_BEGINS.test(line);
    return !isOfKey;
  });
}

function stripped(line: string): string {
  if (KEY_LINE.test(line)) return '…';
  return SECRETS.reduce((kept, [secret, instead]) => kept.replace(secret, instead), line);
}

function seen(line: string): string {
  // What a machine has overwritten is not what it shows.
  const last =
    line
      .replace(SEQUENCES, '')
      .split('\r')
      .findLast((part) => part.trim() !== '') ?? '';
  return last.toWellFormed().replaceAll('\t', '  ').replace(CONTROL, '').trimEnd().slice(0, LONGEST);
}
