import type { Io } from '../io.ts';
import { plain, plainJson, plainLines } from './plain.ts';
import { type Piece, paint, textOf, withText } from './style.ts';
import { tableLines } from './table.ts';

/** Where a command says what it has to: answers on the one stream, all else on the other. */
export interface Terminal {
  /** Answers. */
  line(...pieces: Piece[]): void;
  table(head: readonly string[], rows: readonly (readonly Piece[])[]): void;
  json(value: unknown): void;
  /** One value a line, for lists that have no end. */
  jsonLine(value: unknown): void;
  /** A text with lines, as it is where it goes into a file. */
  text(text: string): void;
  /** What is beside the answer. */
  note(...pieces: Piece[]): void;
  /** Whether nobody reads the answers any more: no reason to go on with a list that has no end. */
  isDeaf(): boolean;
  /** How far long work is: shown to people, and gone with whatever is said next. */
  progress(text: string): void;
}

const isDumb = ({ env }: Io) => Boolean(env.NO_COLOR) || env.TERM === 'dumb';

export function createTerminal(io: Io): Terminal {
  const { stdout, stderr } = io;
  let isUnderWay = false;
  const clear = () => {
    if (isUnderWay) stderr.write('\r\u001b[K');
    isUnderWay = false;
  };
  const write = (stream: Io['stdout'] | Io['stderr'], pieces: readonly Piece[]) => {
    clear();
    const hasColour = stream.isTTY === true && !isDumb(io);
    const texts = pieces.map((piece) => paint(withText(piece, plain(textOf(piece))), hasColour));
    stream.write(`${texts.join('').trimEnd()}\n`);
  };
  const raw = (text: string) => {
    clear();
    stdout.write(text);
  };
  return {
    line: (...pieces) => write(stdout, pieces),
    note: (...pieces) => write(stderr, pieces),
    table(head, rows) {
      const width = stdout.isTTY ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
      for (const line of tableLines(head, rows, width)) write(stdout, line);
    },
    json: (value) => raw(`${plainJson(value)}\n`),
    jsonLine: (value) => raw(`${plainJson(value, 0)}\n`),
    text: (text) => raw(stdout.isTTY ? plainLines(text) : text),
    isDeaf: () => stdout.errored !== null,
    progress(text) {
      if (!stderr.isTTY || isDumb(io)) return;
      clear();
      stderr.write(`${plain(text)} …`);
      isUnderWay = true;
    },
  };
}
