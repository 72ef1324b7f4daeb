import { type AppErrorCode, ERRORS, Problem, RATE_LIMITS } from '@portolan/contract';
import {
  descriptionOf,
  limitsOf,
  type PermissionFacts,
  permissionOf,
  type RateLimitFacts,
} from './describe-operation.ts';
import { exampleOf } from './example-of.ts';
import { isConditional } from './if-match.ts';
import { describe, type JsonSchema } from './json-schema.ts';
import type { Operation } from './operations.ts';
import { bodyless } from './read-input.ts';
import { TAGS } from './tags.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string; license: { name: string } };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  [key: string]: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

/** A body in one of its media types. */
interface Content {
  schema: JsonSchema;
  example: unknown;
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  'x-permission': PermissionFacts;
  /** Absent where nothing counts. */
  'x-rate-limit'?: RateLimitFacts[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, Content> };
  responses: Record<string, JsonSchema>;
  [key: string]: unknown;
}

const DESCRIPTION =
  'Sign in at /api/v1/auth/token and send the token as "Authorization: Bearer". Members of several tenants name one in X-Tenant-Id, by id or slug.';

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(operations: Operation[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const operation of operations) {
    const { path, method } = operation.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Portolan', version, description: DESCRIPTION, license: { name: 'UNLICENSED' } },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/', description: 'The hub that this document comes from' }],
    tags: tagsOf(operations),
    'x-rate-limits': RATE_LIMITS,
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: { Problem: describe(Problem, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT or API key' },
        cookie: { type: 'apiKey', in: 'cookie', name: '__Host-portolan_session' },
      },
    },
  };
}

/** Each feature once, in the order of the router. */
function tagsOf(operations: Operation[]): OpenApiDocument['tags'] {
  const names = new Set(operations.map(tagOf));
  return [...names].map((name) => ({ name, description: TAGS[name] ?? '' }));
}

const tagOf = ({ route, procedure }: Operation) => route.feature ?? procedure.split('.')[0] ?? '';

function describeOperation(operation: Operation): OpenApiOperation {
  const { meta, route } = operation;
  const body = bodyless(route.method) ? null : bodyOf(operation);
  const limits = limitsOf(meta);
  return {
    operationId: operation.id,
    tags: [tagOf(operation)],
    summary: meta.summary ?? '',
    description: descriptionOf(operation),
    'x-permission': permissionOf(meta),
    ...(limits.length > 0 ? { 'x-rate-limit': limits } : {}),
    ...(meta.access === 'public' ? { security: [] } : {}),
    parameters: [...parametersOf(operation), ...tenantParameter(operation), ...versionParameter(operation)],
    ...(body ? { requestBody: body } : {}),
    responses: { ...successOf(operation), ...problemsOf(operation) },
  };
}

function parametersOf({ params, route, ...operation }: Operation): Parameter[] {
  const input = operation.input();
  const properties = Object.entries(input?.properties ?? {});
  return properties.flatMap(([name, schema]): Parameter[] => {
    const example = exampleOf(schema, name);
    if (params.includes(name)) return [{ name, in: 'path', required: true, schema, example }];
    const required = input?.required?.includes(name) ?? false;
    // Of what may be left out an example would be sent along by those who try an operation.
    return bodyless(route.method) ? [{ name, in: 'query', required, schema, ...(required ? { example } : {}) }] : [];
  });
}

function tenantParameter({ meta, route }: Operation): Parameter[] {
  const text: JsonSchema = { type: 'string' };
  if (route.tenantParam) {
    const description = 'Id or slug of the tenant';
    return [{ name: route.tenantParam, in: 'path', required: true, description, schema: text, example: 'acme' }];
  }
  if (meta.access !== 'tenant' && meta.access !== 'caller') return [];
  const description = 'Id or slug of the tenant to work in; may be left out by members of only one';
  return [{ name: 'X-Tenant-Id', in: 'header', required: false, description, schema: text }];
}

function versionParameter({ route }: Operation): Parameter[] {
  if (!isConditional(route)) return [];
  const description =
    'ETags of an earlier answer: where none of them holds any more, nothing is done, and the answer is 412';
  return [{ name: 'If-Match', in: 'header', required: false, description, schema: { type: 'string' } }];
}

/** The body is the input without what travels in the path. */
function bodyOf({ params, route, ...operation }: Operation): OpenApiOperation['requestBody'] | null {
  const input = operation.input();
  if (!input) return null;
  const own = withoutKeys(input, params);
  const beside = route.beside && describe(route.beside, 'input').properties;
  const schema = beside ? { ...own, properties: { ...own.properties, ...beside } } : own;
  if (schema.properties && Object.keys(schema.properties).length === 0) return null;
  const types =
    route.body === 'form' ? ['application/json', 'application/x-www-form-urlencoded'] : ['application/json'];
  const content = { schema, example: exampleOf(own) };
  return { required: true, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function withoutKeys(schema: JsonSchema, keys: string[]): JsonSchema {
  if (!schema.properties) return schema;
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([key]) => !keys.includes(key)));
  const required = (schema.required ?? []).filter((key) => !keys.includes(key));
  const { required: _, ...rest } = schema;
  return { ...rest, properties, ...(required.length > 0 ? { required } : {}) };
}

function successOf({ route, ...operation }: Operation): Record<string, JsonSchema> {
  const output = operation.output();
  const text: JsonSchema = { schema: { type: 'string' } };
  const headers = {
    ...(route.location ? { Location: text } : {}),
    ...(route.version?.of ? { ETag: text } : {}),
    ...(route.envelope === 'items' ? { Link: text, 'X-Total-Count': { schema: { type: 'integer' } } } : {}),
  };
  const shared = Object.keys(headers).length > 0 ? { headers } : {};
  if (!output) return { 204: { description: 'Done; there is nothing to say', ...shared } };
  const content = contentOf(route, output);
  const answer = { description: 'Success', content, ...shared };
  const statuses = route.statusOf?.statuses ?? [route.status ?? 200];
  return Object.fromEntries(statuses.map((status) => [String(status), answer]));
}

function contentOf({ stream, text }: Operation['route'], output: JsonSchema): Record<string, Content> {
  const withExample = (schema: JsonSchema) => ({ schema, example: exampleOf(schema) });
  if (text) {
    const types = Object.entries(text.mediaTypes);
    return Object.fromEntries(types.map(([type, schema]) => [type, withExample(describe(schema, 'output'))]));
  }
  return stream ? streamOf(output) : { 'application/json': withExample(output) };
}

/**
 * Of a stream this version of OpenAPI can only say that it is text; what a line holds stands beside it. Whoever may not
 * read on gets a problem for the last line.
 */
function streamOf(item: JsonSchema): Record<string, Content> {
  const description =
    'One JSON object a line. Where the right to read on is gone meanwhile, the last line is a Problem: what came before is not all.';
  const schema = { type: 'string', description };
  const lines = { anyOf: [item, { $ref: '#/components/schemas/Problem' }] };
  const example = `${JSON.stringify(exampleOf(item))}\n`;
  const content = { schema, 'x-item-schema': lines, example };
  return { 'application/x-ndjson': content };
}

function problemsOf({ meta, route, ...operation }: Operation): Record<string, JsonSchema> {
  const input = operation.input();
  const codes: AppErrorCode[] = [];
  if (input || meta.access === 'tenant') codes.push('VALIDATION_ERROR');
  if (meta.access !== 'public' || input) codes.push('UNAUTHORIZED');
  if (meta.access !== 'public') codes.push('FORBIDDEN');
  if (route.path.includes('{')) codes.push('NOT_FOUND');
  if (isConditional(route)) codes.push('PRECONDITION_FAILED');
  if (!bodyless(route.method) && input) codes.push('PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  if (limitsOf(meta).length > 0) codes.push('RATE_LIMITED');
  const problem = (description: string): JsonSchema => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const known = codes.map((code) => {
    const headers = code === 'RATE_LIMITED' ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {};
    return [String(ERRORS[code].status), { ...problem(ERRORS[code].title), ...headers }];
  });
  return { ...Object.fromEntries(known), default: problem('An error') };
}
