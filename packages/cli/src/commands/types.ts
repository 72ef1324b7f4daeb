import { readFile, writeFile } from 'node:fs/promises';
import type { TypeDriver, TypeTarget } from '@portolan/contract';
import { type Command, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import type { Cli } from '../cli.ts';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import { findConnection } from './find-connection.ts';

const TARGETS = ['typescript', 'kysely', 'zod'] as const satisfies readonly TypeTarget[];

interface TypesOptions {
  target: TypeTarget;
  driver?: TypeDriver;
  schema?: string;
  out?: string;
  check?: true;
}

export function addTypes(program: Command, cli: Cli): void {
  program
    .command('types')
    .description('TypeScript for the tables of a database')
    .argument('<connection>', 'its name or id')
    .addOption(new Option('--target <kind>', 'what to write').choices(TARGETS).default('typescript'))
    .option('--driver <client>', 'the client that reads the rows, where it is not the usual one')
    .option('--schema <name>', 'of one schema')
    .option('--out <file>', 'write into this file')
    .option('--check', 'write nothing: end with 1, and the difference, where --out holds something else')
    .action((ref: string, options: TypesOptions) => types(cli, ref, options));
}

async function types(cli: Cli, ref: string, { out, check, ...options }: TypesOptions): Promise<void> {
  const { terminal } = cli;
  if (check && !out) throw new Failure('Name the file to check: --check goes with --out.');
  const hub = await cli.hub();
  const { id } = await findConnection(hub, ref);
  const generated = await hub.introspection.types.query({ connectionId: id, ...options });
  if (check && out) return compare(cli, out, generated.code);
  if (out) {
    await writeFile(out, generated.code).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(`${out} cannot be written (${error.code}).`);
    });
  }
  if (cli.isJson) return terminal.json(out ? { file: out, ...generated } : generated);
  if (out) terminal.note(`Written to ${out}.`);
  else terminal.text(generated.code);
}

async function compare(cli: Cli, file: string, code: string): Promise<void> {
  const { terminal } = cli;
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new Failure(`${file} cannot be read (${error.code}).`);
  });
  const same = found.replaceAll('\r\n', '\n') === code;
  if (!same) cli.exit = EXIT.no;
  const difference = same
    ? ''
    : createTwoFilesPatch(file, file, found.replaceAll('\r\n', '\n'), code, 'is', 'would be');
  if (cli.isJson) return terminal.json({ file, same, difference });
  if (same) return terminal.note(`${file} is what the hub would write.`);
  terminal.text(difference);
  terminal.note(`${file} is not what the hub would write: run the command without --check.`);
}
