import { createInterface } from 'node:readline';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';
import { nowhere } from './nowhere.ts';

const LONGEST = 65_536;

/** A secret from the standard input: asked for without showing it, or all of what is piped in but its last line break. */
export async function readSecret(io: Io, question: string): Promise<string> {
  const text = io.stdin.isTTY ? await ask(io, question, false) : (await readAll(io)).replace(/\r?\n$/, '');
  if (text === '') throw new Failure('The standard input is empty, and the secret is read from there.');
  return text;
}

/** One line that a person types. */
async function readLine(io: Io, question: string): Promise<string> {
  return (await ask(io, question, true)).trim();
}

/** Whether a person says yes; nobody does where nobody can be asked. */
export async function readConsent(io: Io, question: string): Promise<boolean> {
  if (!io.stdin.isTTY) return false;
  return /^y(es)?$/i.test(await readLine(io, `${question} [y/N] `));
}

async function readAll({ stdin }: Io): Promise<string> {
  let text = '';
  stdin.setEncoding('utf8');
  for await (const piece of stdin) {
    text += piece;
    if (text.length > LONGEST) throw new Failure('The standard input is too long for a secret.');
  }
  return text;
}

/** Typed letters are shown by the line reader alone: without a place to write to, it shows none. */
function ask({ stdin, stderr }: Io, question: string, isShown: boolean): Promise<string> {
  stderr.write(question);
  const reader = createInterface({ input: stdin, output: isShown ? stderr : nowhere(), terminal: true });
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Failure('Interrupted.', EXIT.interrupted, 'ABORTED'));
    reader.once('line', (line) => {
      resolve(line);
      reader.close();
      if (!isShown) stderr.write('\n');
    });
    reader.once('SIGINT', () => {
      reader.close();
      stderr.write('\n');
      leave();
    });
    reader.once('close', leave);
  });
}
