import { CommanderError } from 'commander';
import { explainFailure } from './access/index.ts';
import type { Cli } from './cli.ts';
import { EXIT, type Exit } from './exit.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';
import { plainJson, red } from './terminal/index.ts';

/** Does what the words ask for, and answers what the process ends with. It fails by no exception. */
export async function run(words: readonly string[], io: Io): Promise<Exit> {
  const { program, cli } = createProgram(io);
  try {
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync(words, { from: 'user' });
    return cli.exit;
  } catch (error) {
    if (error instanceof CommanderError) return ofUsage(cli, error);
    return tell(cli, await failureOf(cli, error));
  }
}

function ofUsage(cli: Cli, { exitCode, code, message }: CommanderError): Exit {
  if (exitCode === 0) return EXIT.ok;
  if (code === 'commander.help') return EXIT.usage;
  const said = message.replace(/^error: /, '').replace(/\.?\s*$/, '');
  const sentence = said.charAt(0).toUpperCase() + said.slice(1);
  return tell(cli, new Failure(`${sentence}. \`portolan help\` and \`--help\` behind each command say what there is.`));
}

async function failureOf(cli: Cli, error: unknown): Promise<Failure> {
  if (error instanceof Failure) return error;
  const { isClientError } = await import('@portolan/client');
  if (isClientError(error)) {
    const { url } = await cli.access().catch(() => ({ url: cli.options().url ?? 'this address' }));
    return explainFailure(error, url);
  }
  const said = error instanceof Error ? error.message : String(error);
  return new Failure(`Something went wrong that nobody foresaw: ${said}`, EXIT.refused, 'INTERNAL');
}

function tell({ terminal, io, isJson }: Cli, { message, code, exit, details }: Failure): Exit {
  if (isJson) {
    const error = { code, message, ...(details.length > 0 ? { details } : {}) };
    io.stderr.write(`${plainJson({ error }, 0)}\n`);
  } else {
    for (const detail of details) terminal.note('  ', detail);
    terminal.note(red('Error: '), message);
  }
  return exit;
}
