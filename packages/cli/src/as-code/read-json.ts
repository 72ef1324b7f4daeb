import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { Failure } from '../failure.ts';

/** A config as JSON; with one key twice it is none: which of both is meant, nobody can tell. */
export function readJson(file: string, text: string): unknown {
  const content = parse(file, text);
  const lineCounter = new LineCounter();
  // JSON is YAML, whose reader knows of keys that come twice.
  const { errors } = parseDocument(text, { schema: 'json', uniqueKeys: true, lineCounter });
  const twice = errors.find(({ code }) => code === 'DUPLICATE_KEY');
  if (!twice) return content;
  const { line } = lineCounter.linePos(twice.pos[0]);
  throw new Failure(`${path.basename(file)}:${line}: Map keys must be unique.`, undefined, 'INVALID_CONFIG');
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${path.basename(file)} is no JSON: ${(error as Error).message}.`, undefined, 'INVALID_CONFIG');
  }
}
