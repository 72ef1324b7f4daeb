import type { Command } from 'commander';

/** What may stand in place of the last of the words that follow `portolan`. */
export function candidates(program: Command, words: readonly string[]): string[] {
  const current = words.at(-1) ?? '';
  const { command, given } = readWords(program, words.slice(0, -1));
  const options = [...command.options, ...(command === program ? [] : program.options)];
  const asked = options.find((option) => isNamed(option, words.at(-2)) && takesValue(option));
  const found = asked
    ? (asked.argChoices ?? [])
    : current.startsWith('-')
      ? options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? '')
      : [...namesIn(command), ...(command.registeredArguments[given]?.argChoices ?? [])];
  return found.filter((each) => each.startsWith(current));
}

/** Hidden ones are for programs. */
const namesIn = ({ commands }: Command) =>
  commands.map((each) => each.name()).filter((name) => !name.startsWith('_') && name !== 'help');

type Options = Command['options'][number];
const isNamed = ({ long, short }: Options, word: string | undefined) =>
  word !== undefined && [long, short].includes(word);
const takesValue = ({ required, optional }: Options) => required || optional;

/** The command that the words lead to, and how many of its arguments they have given. */
function readWords(program: Command, words: readonly string[]): { command: Command; given: number } {
  let command = program;
  let given = 0;
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const isValue = [...command.options, ...program.options].some((each) => isNamed(each, before) && takesValue(each));
    if (word.startsWith('-') || isValue) continue;
    const next = command.commands.find((each) => each.name() === word);
    if (next) [command, given] = [next, 0];
    else given += 1;
  }
  return { command, given };
}
