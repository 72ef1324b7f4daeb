import path from 'node:path';
import { parseDocument } from 'yaml';
import { Failure } from '../failure.ts';

/** A config as YAML: with one key twice, or a tag of a language, it is none. */
export function readYaml(file: string, text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const [{ line } = { line: 1 }] = fault.linePos ?? [];
    const [said = ''] = fault.message.split(/ at line|\n/);
    throw new Failure(`${path.basename(file)}:${line}: ${said}.`, undefined, 'INVALID_CONFIG');
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Aliases are resolved only here: one that is nowhere, and so many that a few lines fill the memory.
    const said = (error as Error).message.replace(/\.?$/, '.');
    throw new Failure(`${path.basename(file)}: ${said}`, undefined, 'INVALID_CONFIG');
  }
}
