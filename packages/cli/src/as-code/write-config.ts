import type { HubConfig } from '@portolan/client/config';
import { isReference } from './desired.ts';
import type { Ending } from './find-config.ts';

const HEAD = `import { defineHub, env } from '@portolan/client/config';

export default defineHub(`;
const WIDTH = 100;

/** A config as the text of a file. */
export async function writeConfig(config: HubConfig, ending: Ending): Promise<string> {
  if (ending === 'json') return `${JSON.stringify(config, null, 2)}\n`;
  if (ending === 'yaml' || ending === 'yml') {
    const { stringify } = await import('yaml');
    return stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 });
  }
  return `${HEAD}${literal(config, '')});\n`.replace(usesEnv(config) ? '' : ', env', '');
}

const usesEnv = (value: unknown): boolean =>
  isReference(value) || (typeof value === 'object' && value !== null && Object.values(value).some(usesEnv));

/** A value as source text: on one line where it fits there. */
function literal(value: unknown, indent: string): string {
  if (isReference(value)) return `env(${quoted(value.env)})`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((each) => literal(each, deeper))
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key)}: ${literal(each, deeper)}`);
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }'];
  if (parts.length === 0) return isList ? '[]' : '{}';
  const line = `${open}${parts.join(', ')}${close}`;
  const isFlat = !line.includes('\n') && indent.length + line.length < WIDTH && indent.length >= 6;
  return isFlat
    ? line
    : `${open.trim()}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${close.trim()}`;
}

/** A text in quotes, in which nothing is left that is not seen, or turns the source around. */
function quoted(text: string): string {
  const inside = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, escaped);
  return `'${inside}'`;
}

const escaped = (letter: string) => `\\u{${letter.codePointAt(0)?.toString(16)}}`;
