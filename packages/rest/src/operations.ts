import { answer, callProcedure, type Meta, type RestRoute, type RouterContext } from '@portolan/router';
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import * as z from 'zod/mini';
import { renameSchema, toSnake } from './casing.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { describe, type JsonSchema } from './json-schema.ts';
import { later } from './later.ts';
import { surfaceKey } from './surface-key.ts';

/** One route of the REST face: a procedure, seen through one entry of its meta. */
export interface Operation {
  /** Name of the procedure, `connections.list`. */
  procedure: string;
  /** Unique over all routes, for the OpenAPI document. */
  id: string;
  meta: Meta;
  route: RestRoute;
  /** Calls the procedure. */
  call(ctx: RouterContext, input: unknown): Promise<unknown>;
  /** The output of the procedure as the surface shows it, with nothing that the surface does not declare. */
  viewed(output: unknown): unknown;
  /** Whether it is only another address of a route. */
  alias?: true;
  /** Names in the path that are keys of the input, in its own spelling. */
  params: string[];
  /** What texts stand for; null where the procedure takes nothing. Names are those of the surface. */
  fields(): Fields | null;
  /** Null where the procedure takes nothing. Property names are those of the surface. */
  input(): JsonSchema | null;
  /** The body of a success, envelope included; null for 204. */
  output(): JsonSchema | null;
}

/** A procedure with what the builders of the router have told it, of which tRPC's own type says nothing. */
type Procedure = AnyTRPCProcedure & { _def: { meta?: Meta; inputs: unknown[]; output?: { schema?: unknown } } };

/** Reads every REST route off the router. Throws at start for a procedure that cannot have one. */
export function operationsOf(router: AnyTRPCRouter): Operation[] {
  const procedures = Object.entries(router._def.procedures as Record<string, Procedure>);
  const operations = procedures.flatMap(([name, procedure]) =>
    (procedure._def.meta?.rest ?? []).flatMap((route, index) => {
      const operation = toOperation(name, procedure, route, index);
      return [operation, ...aliasOf(operation)];
    }),
  );
  const keys = operations.map(({ route }) => `${route.method} ${route.path.replace(/\{\w+\}/g, '{}')}`);
  const ids = operations.map(({ id }) => id);
  const twice = [...keys, ...ids].find((key, index, all) => all.indexOf(key) !== index);
  if (twice) throw new Error(`Two procedures claim ${twice}`);
  return operations;
}

const ALIASED = '/api/connections';
const ALIAS = '/api/v1/connections';

/** Connections stand beside everything else below /api/v1 as well, with the same bodies. */
function aliasOf(operation: Operation): Operation[] {
  const { id, route } = operation;
  if (!route.path.startsWith(ALIASED)) return [];
  const moved = (path: string) => `${ALIAS}${path.slice(ALIASED.length)}` as const;
  const location = route.location ? { location: moved(route.location) } : {};
  return [{ ...operation, id: `${id}_v1`, route: { ...route, path: moved(route.path), ...location }, alias: true }];
}

function toOperation(name: string, procedure: Procedure, route: RestRoute, index: number): Operation {
  const { meta = {}, inputs, output: parser } = procedure._def;
  const [input] = inputs;
  const output = parser?.schema;
  if (!isSchema(output)) throw new Error(`${name} has a REST route and no output schema`);
  const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const params = named.filter((name) => name !== route.tenantParam);
  return {
    procedure: name,
    id: idOf(name, route, index),
    meta,
    route,
    params,
    call: (ctx, given) => callProcedure(procedure, name, ctx, given),
    viewed: viewedBy(route),
    fields: later(() => (isSchema(input) ? fieldsOf(input, (key) => surfaceKey(route, key)) : null)),
    // Hundreds of schemas are described for the document alone: no start waits for that.
    input: later(() => (isSchema(input) ? inputOf(route, input) : null)),
    output: later(() => (route.status === 204 ? null : answerOf(route, route.view?.schema ?? output))),
  };
}

function viewedBy({ view }: RestRoute): Operation['viewed'] {
  if (!view) return (output) => output;
  const closed = answer(view.schema);
  return (output) => closed.parse(view.of(output));
}

function idOf(procedure: string, { feature }: RestRoute, index: number): string {
  if (feature) return `${feature}_${procedure.split('.')[1]}`;
  return procedure.replace('.', '_') + (index === 0 ? '' : `_${index + 1}`);
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return value instanceof z.core.$ZodType;
}

function inputOf(route: RestRoute, schema: z.core.$ZodType): JsonSchema {
  return renameSchema(describe(schema, 'input'), (key) => surfaceKey(route, key)) as JsonSchema;
}

function answerOf(route: RestRoute, schema: z.core.$ZodType): JsonSchema {
  const answer = spelled(route, describe(schema, 'output'));
  if (route.envelope === 'items') return (answer.properties as Record<string, JsonSchema>).items as JsonSchema;
  if (route.envelope !== 'data') return answer;
  return { type: 'object', properties: { data: answer }, required: ['data'], additionalProperties: false };
}

function spelled(route: RestRoute, schema: JsonSchema): JsonSchema {
  return route.casing === 'snake' ? (renameSchema(schema, toSnake) as JsonSchema) : schema;
}
