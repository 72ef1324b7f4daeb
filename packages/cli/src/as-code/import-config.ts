import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../failure.ts';
import { explainThrown } from './explain-thrown.ts';

/** What a module exports as its config. It is code of whoever runs it: what it throws is told with its own place. */
export async function importConfig(file: string): Promise<unknown> {
  const url = pathToFileURL(file).href;
  let exported: { default?: unknown };
  try {
    await (await import('./hook-modules.ts')).hookModules(url);
    exported = await import(url);
    const value = await exported.default;
    if (value !== undefined) return value;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(await explainThrown(error, file), undefined, 'INVALID_CONFIG');
  }
  throw new Failure(`${path.basename(file)} exports nothing: write \`export default defineHub({ … })\`.`);
}
