import { cut } from '@portolan/contract';
import { AppError, type RestRoute } from '@portolan/router';
import type { Context as HonoContext } from 'hono';
import { limitsFor } from './body/body-limits.ts';
import { parseForm } from './body/parse-form.ts';
import { parseJson } from './body/parse-json.ts';
import { readText } from './body/read-text.ts';
import { fromText } from './fields.ts';
import type { Operation } from './operations.ts';
import { searchOf } from './search-of.ts';
import { inputKey } from './surface-key.ts';
import { withoutBeside } from './without-beside.ts';

type Values = Record<string, unknown>;

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** The input of a procedure, gathered from path, query and body, in the names of the procedure. */
export async function readInput(c: HonoContext, operation: Operation): Promise<Values | undefined> {
  const { route, params } = operation;
  const fields = operation.fields();
  const given = bodyless(route.method) ? readQuery(c, operation) : withoutBeside(await readBody(c, operation), route);
  for (const key of Object.keys(given)) {
    if (params.includes(key)) throw unknownKey(key);
  }
  const path = params.map((name) => [name, fromText(c.req.param(name) ?? '', fields?.[name])] as const);
  const entries = [...Object.entries(given), ...path].map(([key, value]) => [ownKey(route, key), value] as const);
  return fields || entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export function bodyless(method: string): boolean {
  return method === 'GET' || method === 'DELETE';
}

function readQuery(c: HonoContext, { fields, meta }: Operation): Values {
  const known = fields();
  const isList = (key: string) => known?.[key]?.is === 'list';
  const values = parseForm(searchOf(c.req.url).slice(1), limitsFor(meta.access).keys, isList);
  return Object.fromEntries([...values].map(([key, text]) => [key, fromText(text, known?.[key])]));
}

async function readBody(c: HonoContext, operation: Operation): Promise<Values> {
  const { route, meta } = operation;
  const limits = limitsFor(meta.access);
  const { text, type } = await readText(c.req.raw, limits.bytes);
  if (text === '') return {};
  if (type === FORM_TYPE && route.body === 'form') return knownOf(operation, parseForm(text, limits.keys));
  if (type !== JSON_TYPE) {
    const accepted = route.body === 'form' ? `${JSON_TYPE} or ${FORM_TYPE}` : JSON_TYPE;
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the body as ${accepted}`);
  }
  const body = parseJson(text, limits);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError('VALIDATION_ERROR', 'The body must be a JSON object');
  }
  return body as Values;
}

/** A form that is OAuth's: what it names beyond is for others, and is ignored (RFC 6749, 3.2). JSON is ours, and closed. */
function knownOf({ route, fields }: Operation, form: Map<string, unknown>): Values {
  const own = fields() ?? {};
  if (!route.beside) return Object.fromEntries(form);
  const known = new Set(Object.keys(route.beside._zod.def.shape));
  const isKnown = (key: string) => known.has(key) || (inputKey(route, key) ?? '') in own;
  return Object.fromEntries([...form].filter(([key]) => isKnown(key)));
}

function ownKey(route: RestRoute, key: string): string {
  const own = inputKey(route, key);
  if (own === null) throw unknownKey(key);
  return own;
}

function unknownKey(key: string): AppError {
  const message = `Unknown key '${cut(key)}'`;
  const details = [{ path: cut(key), code: 'unrecognized_keys', message }];
  return new AppError('VALIDATION_ERROR', message, { details });
}
