import { AppError } from '@portolan/router';
import type { Context as HonoContext } from 'hono';
import { toCamel, toSnake } from './casing.ts';
import { fromText } from './json-schema.ts';
import type { Operation } from './operations.ts';

type Values = Record<string, unknown>;

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The input of a procedure, gathered from path, query and body, in the names of the procedure. */
export async function readInput(c: HonoContext, operation: Operation): Promise<Values | undefined> {
  const { route, params } = operation;
  const properties = operation.input?.properties ?? {};
  const given = bodyless(route.method) ? readQuery(c, operation) : await readBody(c, operation);
  for (const key of Object.keys(given)) {
    if (params.includes(key)) throw unknownKey(key);
  }
  const path = params.map((name) => [name, fromText(c.req.param(name) ?? '', properties[name])] as const);
  const entries = [...Object.entries(given), ...path].map(
    ([key, value]) => [inputKey(route.casing, key), value] as const,
  );
  return operation.input || entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function bodyless(method: string): boolean {
  return method === 'GET' || method === 'DELETE';
}

function readQuery(c: HonoContext, { input }: Operation): Values {
  const entries = Object.entries(c.req.queries()).map(([key, texts]) => {
    if (texts.length > 1) throw new AppError('VALIDATION_ERROR', `'${key}' is given more than once`);
    return [key, fromText(texts[0] ?? '', input?.properties?.[key])] as const;
  });
  return Object.fromEntries(entries);
}

async function readBody(c: HonoContext, { route }: Operation): Promise<Values> {
  const text = await c.req.text();
  if (text === '') return {};
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === FORM_TYPE && route.body === 'form') return Object.fromEntries(new URLSearchParams(text));
  if (type !== JSON_TYPE) {
    const accepted = route.body === 'form' ? `${JSON_TYPE} or ${FORM_TYPE}` : JSON_TYPE;
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${accepted}`);
  }
  const body = parseJson(text);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError('VALIDATION_ERROR', 'The body must be a JSON object');
  }
  return body as Values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('VALIDATION_ERROR', 'The body is not valid JSON');
  }
}

/** A surface takes its own spelling only: `firstName` is as unknown to snake_case as any other word. */
function inputKey(casing: 'snake' | 'camel', key: string): string {
  if (casing === 'camel') return key;
  if (toSnake(key) !== key) throw unknownKey(key);
  return toCamel(key);
}

function unknownKey(key: string): AppError {
  const message = `Unknown key '${key}'`;
  return new AppError('VALIDATION_ERROR', message, { details: [{ path: key, code: 'unrecognized_keys', message }] });
}
