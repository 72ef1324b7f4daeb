import { PassThrough, Writable } from 'node:stream';
import { type Io, run } from '@portolan/cli';
import { COMMANDS } from './commands.ts';
import type { Face, Question, Site, Told } from './face.ts';

/** What stands for a row in a command may be its name as well: no word is a wrong one there. */
const NAMES = ['id', 'connectionId'];

/** As people do at a terminal, or their scripts: a command that is this procedure. */
export function commandFaces(site: Site, procedure: string): Face[] {
  return Object.entries(COMMANDS).flatMap(([name, command]): Face[] => {
    if (!('procedure' in command) || command.procedure !== procedure) return [];
    return [
      {
        name: `portolan ${name}`,
        shows: command.prints ?? ((output) => output),
        ...(command.reads ? { reads: command.reads } : {}),
        takes: (key) => !NAMES.includes(key) && command.words({ [key]: '\0' }, '').includes('\0'),
        ask: (question) => {
          const words = command.words((question.input ?? {}) as Record<string, string>, site.known.name);
          return typed(site, [...name.split(' '), ...words], question);
        },
      },
    ];
  });
}

async function typed(site: Site, words: string[], { procedure, token, tenant }: Question): Promise<Told> {
  site.taken();
  const [out, err] = [heard(), heard()];
  const stdin = new PassThrough();
  stdin.end('');
  const io: Io = {
    env: { XDG_CONFIG_HOME: site.home, PORTOLAN_URL: site.url, ...(token ? { PORTOLAN_API_KEY: token } : {}) },
    platform: 'linux',
    home: site.home,
    hostname: 'parity',
    openPage: async () => false,
    stdin: Object.assign(stdin, { isTTY: false }),
    stdout: Object.assign(out.stream, { isTTY: false }),
    stderr: Object.assign(err.stream, { isTTY: false }),
  };
  await run([...words, '--json', ...(tenant ? ['--tenant', tenant] : [])], io);
  const taken = site.taken();
  const requests = taken.map(({ id }) => id);
  if (out.text() === '') return { code: JSON.parse(err.text()).error.code, value: undefined, requests };
  // A table of commands that says what they are and not what they do would be believed by nobody.
  if (!taken.some(({ procedures }) => procedures.includes(procedure)))
    throw new Error(`${words} never asks ${procedure}`);
  return { code: null, value: read(out.text()), requests };
}

/** One value, or one a line. */
function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}

function heard() {
  let text = '';
  const write = (piece: Buffer, _: string, done: () => void) => {
    text += piece;
    done();
  };
  return { stream: new Writable({ write }), text: () => text };
}
