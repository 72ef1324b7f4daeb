import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a config throws, with the file and line of it that did, and nothing of what lies above. */
export async function explainThrown(error: unknown, file: string): Promise<string> {
  const name = path.basename(file);
  if (!(error instanceof Error)) return `${name} throws ${JSON.stringify(error) ?? String(error)}.`;
  const said = saidBy(error);
  const place = placeIn(error.stack ?? '', path.dirname(file)) ?? (await placeOfFault(error, file)) ?? name;
  return `${place}: ${said || error.name}.`;
}

const saidBy = ({ message }: Error) =>
  (message.split('\n')[0] ?? '').replace(/^Error transforming [^:]*: |\s*\(\d+:\d+\)$/g, '').replace(/[.\s]+$/, '');

/** The first place of a stack that lies in the folder of the config. */
function placeIn(stack: string, folder: string): string | null {
  for (const [, url = '', line] of stack.matchAll(/(file:\/\/\/[^\s()]+?|\/[^\s()]+?):(\d+)(?::\d+)?(?=[\s)]|$)/g)) {
    const file = url.startsWith('file:') ? fileURLToPath(url) : url;
    const relative = path.relative(folder, file);
    if (!relative.startsWith('..') && !relative.includes('node_modules')) return `${relative}:${line}`;
  }
  return null;
}

/** What does not parse has no stack: the config is read once more for its line. */
async function placeOfFault(error: Error, file: string): Promise<string | null> {
  if (!(error instanceof SyntaxError) && !/\(\d+:\d+\)$/.test(error.message)) return null;
  const { faultyLine } = await import('./read-typescript.ts');
  const line = faultyLine(await readFile(file, 'utf8'));
  return line === null ? null : `${path.basename(file)}:${line}`;
}
