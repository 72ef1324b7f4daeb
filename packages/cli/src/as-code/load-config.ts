import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import type { DesiredTenant } from './desired.ts';
import { endingOf } from './find-config.ts';
import { importConfig } from './import-config.ts';
import { readConfig } from './read-config.ts';

/** What a config file wants; all that is wrong with it is told at once. */
export async function loadConfig(file: string): Promise<DesiredTenant[]> {
  const { tenants, faults } = readConfig(await contentOf(file));
  if (faults.length === 0) return tenants;
  const told = faults.map(({ place, message }) => sentence(place === '' ? message : `${place}: ${message}`));
  const much = faults.length === 1 ? 'one thing is' : `${faults.length} things are`;
  const message = `${path.basename(file)} is no config that a hub could have: ${much} wrong with it.`;
  throw new Failure(message, EXIT.usage, 'INVALID_CONFIG', told);
}

const sentence = (text: string) => text.replace(/([^.?])$/, '$1.');

async function contentOf(file: string): Promise<unknown> {
  const ending = endingOf(file);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`${file} cannot be read (${error.code}).`);
  });
  if (ending === 'yaml' || ending === 'yml') return (await import('./read-yaml.ts')).readYaml(file, text);
  if (ending === 'json') return (await import('./read-json.ts')).readJson(file, text);
  return importConfig(file);
}
