import { access, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { clientsOf } from './plan-options.ts';

const FORMATS = ['ts', 'js', 'yaml', 'json'] as const;

interface ExportFlags {
  out?: string;
  format?: (typeof FORMATS)[number];
  all?: true;
  force?: true;
}

export function addExport(program: Command, cli: Cli): void {
  program
    .command('export')
    .description('the config of what a tenant holds: applying it changes nothing')
    .option('--out <file>', 'write into this file')
    .addOption(new Option('--format <format>', 'what to write, where --out does not end in it').choices(FORMATS))
    .option('--all', 'all tenants that you are a member of')
    .option('--force', 'write over a file that is there')
    .action((flags: ExportFlags) => exportConfig(cli, flags));
}

async function exportConfig(cli: Cli, { out, format, all, force }: ExportFlags): Promise<void> {
  const { terminal } = cli;
  const { describeTenant, endingOf, readExport, writeConfig } = await import('../as-code/index.ts');
  const ending = format ?? (out === undefined ? 'ts' : endingOf(out));
  if (out !== undefined && !force && (await isThere(out))) {
    throw new Failure(`${out} is there already: give --force to write over it.`, EXIT.usage);
  }
  const { tenant } = await cli.access();
  const read = await readExport(await clientsOf(cli), all ? 'all' : tenant);
  const config = { tenants: read.map(({ slug, state }) => describeTenant(slug, state)) };
  const text = await writeConfig(config, ending);
  if (out !== undefined) {
    await writeFile(out, text).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(`${out} cannot be written (${error.code}).`);
    });
  }
  for (const { slug, hidden } of read) {
    if (hidden.length > 0) terminal.note(`Of ${slug} you may not see all: ${hidden.join(' and ')} is what that needs.`);
  }
  if (cli.isJson) return terminal.json(out === undefined ? { config } : { file: out, config });
  if (out === undefined) terminal.text(text);
  else terminal.note(`Written to ${out}.`);
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
