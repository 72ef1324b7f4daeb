import { COMMANDS, type Command } from './commands.ts';
import type { ConnectionText } from './connection-text.ts';
import { type Pair, Parameters } from './parameters.ts';
import { readKeywords, readNamed } from './read-key-list.ts';
import { readUrl } from './read-url.ts';
import { refuse } from './refusal.ts';
import { shellWords } from './shell-words.ts';

const ASSIGNED = /^([A-Za-z_]\w*)=(.*)$/s;

export const isCommand = (text: string) =>
  new RegExp(
    `^(?:[A-Za-z_]\\w*=(?:'[^']*'|"[^"]*"|\\S*)\\s+)*(?:\\S*/)?(?:${Object.keys(COMMANDS).join('|')})\\s`,
  ).test(text);

/** `psql -h h -U u d`, `mysql -h h -P 3307 -u u -p d`, with their variables before them. */
export function readCommand(text: string): ConnectionText {
  const words = shellWords(text);
  const start = words.findIndex((word) => !ASSIGNED.test(word));
  const command = COMMANDS[words[start]?.split('/').at(-1) ?? ''];
  if (!command) return refuse('The command is not known');
  const set = words.slice(0, start).flatMap((word) => variable(command, word));
  const pairs = [...set.filter(({ name }) => name !== ''), ...optionsOf(command, words.slice(start + 1))];
  const url = pairs.find(
    ({ name, value }) => /^(?:dbname|database)$/.test(name) && /:\/\/|^\s*\w+\s*=/.test(value ?? ''),
  );
  if (!url) return finish(command, pairs);
  const found = /:\/\//.test(url.value ?? '') ? readUrl(url.value ?? '') : readKeywords(url.value ?? '');
  if (found?.dbType !== command.kind) return refuse('The URL of the command is for another kind of database');
  const password = set.find(({ name }) => name === 'password')?.value;
  const left = pairs.filter((pair) => pair !== url && pair.name !== 'password').map(({ name }) => ({ name }));
  const credential = found.credential ?? (password ? { type: 'password', password } : null);
  return { ...found, credential, left: [...found.left, ...left] };
}

function finish(command: Command, pairs: readonly Pair[]): ConnectionText {
  // An option says more than a variable.
  const last = new Map(pairs.map((pair) => [pair.name, pair]));
  const parameters = new Parameters([...last.values()]);
  if (parameters.take('socket')) refuse('The command goes to a socket, and connections here go by TCP');
  return readNamed(command.kind, parameters);
}

function variable({ variables }: Command, word: string): Pair[] {
  const [, name = '', value] = ASSIGNED.exec(word) ?? [];
  return [{ name: variables[name] ?? '', value }];
}

function optionsOf(command: Command, words: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  const operands = [...command.operands];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, key, joined] = /^--([\w-]+)(?:=(.*))?$/s.exec(word) ?? /^-([A-Za-z])(.*)$/s.exec(word) ?? [];
    if (key === undefined) {
      const name = operands.shift();
      if (!name || /^[|&<>]/.test(word)) refuse('There is a word in the command that cannot be placed');
      pairs.push({ name: name ?? '', value: word });
      continue;
    }
    const isSticky = command.sticky?.includes(key) ?? false;
    const takesNext = key in command.options && !isSticky && !joined;
    pairs.push(...optionOf(command, key, takesNext ? words[++at] : joined, word));
    const next = words[at + 1];
    const isKnown = joined || takesNext || isSticky || key in command.switches || command.flags.includes(key);
    if (!isKnown && next !== undefined && !next.startsWith('-')) refuse(`The option ${word} is not known`);
  }
  return pairs;
}

function optionOf({ options, switches, flags }: Command, key: string, value: string | undefined, word: string): Pair[] {
  const [name, meant] = switches[key] ?? [options[key], value];
  if (name === undefined && flags.includes(key)) return [];
  if (name === undefined) return [{ name: word.replace(/=.*$/s, ''), value: '' }];
  return name === '' ? [] : [{ name, value: meant }];
}
