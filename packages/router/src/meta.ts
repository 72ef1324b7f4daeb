import type { RateLimit, RecordedAction } from '@portolan/contract';
import type { Access, AttemptKind, PermissionRule } from '@portolan/core';
import type * as z from 'zod/mini';

/**
 * How a procedure appears on the REST face. The adapter and the OpenAPI document are derived from this and nothing else.
 * Each `of` takes the output of its own procedure: as a method it may name that type where the adapter knows none.
 */
export interface RestRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Parameters in braces are keys of the input. */
  path: `/${string}`;
  /** The parameter of the path that names the tenant, in place of `X-Tenant-Id`. */
  tenantParam?: string;
  /** Success status, 200 unless said. 204 has no body. */
  status?: 200 | 201 | 202 | 204;
  /** Names of the surface: the v1 and tenants surfaces are snake_case, the connections surface is camelCase. */
  casing: 'snake' | 'camel';
  /** What this surface calls keys of the input, where that is not their own name: `{ dbType: 'type' }`. */
  names?: Readonly<Record<string, string>>;
  /** The feature that this surface calls it a part of, where that is not the procedure's own. */
  feature?: string;
  /** `data` wraps the answer in `{data}`; `items` answers a page as a bare array with `X-Total-Count` and `Link`. */
  envelope?: 'data' | 'items';
  /** `form` also takes application/x-www-form-urlencoded. */
  body?: 'json' | 'form';
  /** Keys that callers of this surface may send along although they are no input: they are checked, and go no further. */
  beside?: z.core.$ZodObject;
  /** `Location` of what was created; parameters in braces are keys of the answer. */
  location?: `/${string}`;
  /** What is changed here has versions: `If-Match` counts, and `of` says the one of an answer, for its `ETag`. */
  version?: { of?(output: unknown): string };
  /** Keys whose values keep their own spelling, whatever the surface's is. */
  verbatim?: readonly string[];
  /** `ndjson` answers each item of a stream as a line of its own; the output's schema is that of one line. */
  stream?: 'ndjson';
  /**
   * The answer is this text: of the first media type, or of that which `typeOf` says. The schemas are those of what it
   * reads as. With a name it is a file to save.
   */
  text?: {
    mediaTypes: Readonly<Record<string, z.core.$ZodType>>;
    typeOf?(output: unknown): string;
    fileName?(output: unknown): string;
    of(output: unknown): string;
  };
  /** The surface's own shape, where it is not the procedure's. */
  view?: { schema: z.core.$ZodType; of(output: unknown): unknown };
  /** The status, where it depends on the answer, and the statuses it may be. */
  statusOf?: { statuses: number[]; of(output: unknown): number };
}

/** How a procedure appears among the tools of agents, which are derived from this, its summary and its input. */
export interface AgentTool {
  tool: string;
  /** What a model should know of it beyond its summary. */
  hint?: string;
  /** It changes something: for API keys alone, which were given the permission for it. */
  changes?: true;
  /** The key of the input that names the connection it is about, for the audit log. */
  connection?: 'id' | 'connectionId';
  /** The answer is a text, in one of these forms; the first is the usual one. */
  forms?: Readonly<Record<string, { of(output: unknown): string }>>;
}

export interface Meta {
  access?: Access;
  rule?: PermissionRule;
  summary?: string;
  /** What the audit log calls it, where that is not its own name: one verb, one action, however it is asked for. */
  action?: RecordedAction;
  /** A change that may be made beside its like in one request: it takes long, and what it dials is not ours. */
  sideBySide?: true;
  rest?: readonly RestRoute[];
  /** Safe for agents; without it no agent sees it. */
  agent?: AgentTool;
  /** Calls that guess: what each costs, input that is not valid included. */
  attempts?: AttemptKind;
  /** What else its verb counts; the suite of all faces counts along. */
  limits?: readonly RateLimit[];
}
