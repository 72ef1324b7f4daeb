import { parseArgs } from 'node:util';
import { type Call, type Command, UsageError } from './command.ts';
import { commands } from './commands.ts';

export interface Parsed extends Pick<Call, 'args' | 'options'> {
  command: Command;
}

/** Which command was meant, with its arguments. Null asks for help. */
export function parseCall(argv: string[]): Parsed | null {
  const words = argv[0] === '--' ? argv.slice(1) : argv;
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') return null;
  const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
  if (!command) throw new UsageError(`There is no command '${words.slice(0, 2).join(' ')}': see portolan help`);
  const rest = words.slice(command.name.split(' ').length);
  const { args, options } = parse(command, rest);
  if (args.length > command.maxArgs) throw new UsageError(`Usage: portolan ${command.name} ${command.usage}`.trimEnd());
  return { command, args, options };
}

function parse(command: Command, args: string[]): Pick<Call, 'args' | 'options'> {
  try {
    const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true });
    return { args: positionals, options: values as Call['options'] };
  } catch (error) {
    throw new UsageError((error as Error).message.split(/[.\n]/)[0]);
  }
}
