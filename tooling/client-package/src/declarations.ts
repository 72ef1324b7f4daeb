import { readFile } from 'node:fs/promises';
import { ERROR_CODES, PERMISSIONS } from '@portolan/contract';
import type { JsonSchema } from './json-schema.ts';
import type { ProcedureShape } from './procedures.ts';
import { typeText } from './type-text.ts';

/** Files of the client that are nothing but types of their own: they are told as they stand. */
const AS_THEY_STAND = ['calls.ts', 'client-options.ts'];
const SOURCES = new URL('../../../packages/client/src/', import.meta.url);
const FACE = new URL('face.txt', import.meta.url);
const CONFIG_FACE = new URL('config-face.txt', import.meta.url);

/** All that a caller's compiler has to know: no type of the server's own, and none of another package. */
export async function writeDeclarations(procedures: readonly ProcedureShape[]): Promise<string> {
  const own = await Promise.all(AS_THEY_STAND.map((name) => readFile(new URL(name, SOURCES), 'utf8')));
  return [
    ...own.map((text) => text.replace(/^import .*\n+/gm, '').trim()),
    (await readFile(FACE, 'utf8')).trim(),
    typeOf('Permission', PERMISSIONS),
    typeOf('ErrorCode', ERROR_CODES),
    ...namedTypes(procedures),
    proceduresText(procedures),
    '',
  ].join('\n\n');
}

/** The types of a config, which are those of the inputs, and the functions that it is written with. */
export async function writeConfigDeclarations(): Promise<string> {
  const types = await readFile(new URL('hub-config.ts', SOURCES), 'utf8');
  return [
    "import type { Inputs, Permission } from './index.js';",
    types.replace(/^import .*\n+/gm, '').trim(),
    (await readFile(CONFIG_FACE, 'utf8')).trim(),
    '',
  ].join('\n\n');
}

const typeOf = (name: string, values: readonly string[]) => `export type ${name} = ${typeText({ enum: [...values] })};`;

function namedTypes(procedures: readonly ProcedureShape[]): string[] {
  const named: Record<string, JsonSchema> = {};
  for (const { input, output } of procedures) Object.assign(named, input?.$defs, output?.$defs);
  const { Permission: _, ErrorCode: __, ...others } = named;
  return Object.keys(others)
    .sort()
    .map((name) => `export type ${name} = ${typeText(others[name] as JsonSchema)};`);
}

function proceduresText(procedures: readonly ProcedureShape[]): string {
  const features = Map.groupBy(procedures, ({ name }) => name.split('.')[0] as string);
  const texts = [...features].map(([feature, ones]) => `  ${feature}: {\n${ones.map(procedureText).join('\n')}\n  };`);
  return `/** Every procedure of the hub: how it is called, who may call it, what it takes and what it answers. */
export interface Procedures {\n${texts.join('\n')}\n}`;
}

function procedureText(procedure: ProcedureShape): string {
  const { name, summary, input, isInputOptional, output, isStream } = procedure;
  const given = input ? `${typeText(input)}${isInputOptional ? ' | undefined' : ''}` : 'void';
  const piece = output ? typeText(output) : 'void';
  const answer = isStream ? `AsyncIterable<${piece}>` : piece;
  const parts = [JSON.stringify(kindOf(procedure)), needsOf(procedure), given, answer];
  return `    /** ${summary} */\n    ${name.split('.')[1]}: Procedure<${parts.join(', ')}>;`;
}

/** A page of a list is asked for by its number. */
function kindOf({ type, input, output }: ProcedureShape): string {
  const keys = (schema: JsonSchema | null) => resolved(schema)?.properties ?? {};
  return type === 'query' && 'page' in keys(input) && 'total' in keys(output) ? 'pages' : type;
}

function resolved(schema: JsonSchema | null): JsonSchema | null {
  const name = schema?.$ref?.replace('#/$defs/', '');
  return name ? (schema?.$defs?.[name] ?? null) : schema;
}

/** Permissions of which one is enough are a union, those that are all needed a list. */
function needsOf({ access, rule }: ProcedureShape): string {
  const text = (ids: readonly string[]) => ids.map((id) => `'${id}'`);
  if (rule && 'any' in rule && rule.any) return text(rule.any).join(' | ');
  if (rule && 'all' in rule && rule.all && rule.all.length > 0) {
    return rule.all.length === 1 ? text(rule.all).join('') : `[${text(rule.all).join(', ')}]`;
  }
  return `'${access}'`;
}
