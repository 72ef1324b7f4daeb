import { type AppErrorCode, ERRORS, Problem } from '@portolan/contract';
import { isConditional } from './if-match.ts';
import { describe, type JsonSchema } from './json-schema.ts';
import type { Operation } from './operations.ts';
import { bodyless } from './read-input.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  [key: string]: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary?: string;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
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
    info: { title: 'Portolan', version, description: DESCRIPTION },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: '/' }],
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

function describeOperation(operation: Operation): OpenApiOperation {
  const { meta, route } = operation;
  const body = bodyless(route.method) ? null : bodyOf(operation);
  return {
    operationId: operation.id,
    tags: [route.feature ?? operation.procedure.split('.')[0] ?? ''],
    ...(meta.summary ? { summary: meta.summary } : {}),
    ...(meta.rule ? { 'x-permissions': meta.rule } : {}),
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
    if (params.includes(name)) return [{ name, in: 'path', required: true, schema }];
    const required = input?.required?.includes(name) ?? false;
    return bodyless(route.method) ? [{ name, in: 'query', required, schema }] : [];
  });
}

function tenantParameter({ meta, route }: Operation): Parameter[] {
  const text: JsonSchema = { type: 'string' };
  if (route.tenantParam) {
    const description = 'Id or slug of the tenant';
    return [{ name: route.tenantParam, in: 'path', required: true, description, schema: text }];
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
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
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

function contentOf({ stream, text }: Operation['route'], output: JsonSchema): Record<string, JsonSchema> {
  if (text) {
    const types = Object.entries(text.mediaTypes);
    return Object.fromEntries(types.map(([type, schema]) => [type, { schema: describe(schema, 'output') }]));
  }
  return stream ? streamOf(output) : { 'application/json': { schema: output } };
}

/**
 * Of a stream this version of OpenAPI can only say that it is text; what a line holds stands beside it. Whoever may not
 * read on gets a problem for the last line.
 */
function streamOf(item: JsonSchema): Record<string, JsonSchema> {
  const description =
    'One JSON object a line. Where the right to read on is gone meanwhile, the last line is a Problem: what came before is not all.';
  const schema = { type: 'string', description };
  const lines = { anyOf: [item, { $ref: '#/components/schemas/Problem' }] };
  return { 'application/x-ndjson': { schema, 'x-item-schema': lines } };
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
  const problem = (description: string): JsonSchema => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const known = codes.map((code) => [String(ERRORS[code].status), problem(ERRORS[code].title)]);
  return { ...Object.fromEntries(known), default: problem('An error') };
}
