import { ERRORS } from '@portolan/contract';
import type { PermissionFacts } from './describe-operation.ts';
import type { JsonSchema } from './json-schema.ts';
import type { OpenApiDocument, OpenApiOperation, Parameter } from './openapi.ts';

/** The typed client that a server gives away. */
export interface ClientFacts {
  version: string;
  integrity: string;
}

/** The API reference as one plain page: no script, no other host, readable without the web app. */
export function docsPage(document: OpenApiDocument, client?: ClientFacts): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? ''))];
  const described = new Map(document.tags.map(({ name, description }) => [name, description]));
  const nav = tags.map((tag) => `<li><a href="#tag-${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`).join('');
  const sections = tags.map((tag) => {
    const items = operations.filter(({ operation }) => operation.tags[0] === tag).map(operationSection);
    return `<section id="tag-${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2><p>${escapeHtml(described.get(tag) ?? '')}</p>${items.join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portolan API</title><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/api/docs.css"></head>
<body><header><h1>Portolan API <small>${escapeHtml(document.info.version)}</small></h1>
<p>${escapeHtml(document.info.description)}</p><p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
<nav aria-label="Features"><ul>${nav}${client ? '<li><a href="#client">client</a></li>' : ''}<li><a href="#errors">errors</a></li></ul></nav></header>
<main>${client ? clientSection(client) : ''}${sections.join('')}${errorsSection()}</main></body></html>`;
}

function clientSection({ version, integrity }: ClientFacts): string {
  return `<section id="client"><h2>client</h2><p>The typed client of this server, version ${escapeHtml(version)}, is <a href="/client.tgz" download><code>/client.tgz</code></a>:
give its whole address to a package manager, as in <code>npm i https://this.host/client.tgz</code>. Its integrity is <code>${escapeHtml(integrity)}</code>.</p></section>`;
}

function needsOf({ all = [], any = [] }: PermissionFacts): string {
  const named = (ids: readonly string[], word: string) =>
    ids.map((id) => `<code>${escapeHtml(id)}</code>`).join(` ${word} `);
  return any.length > 0 ? named(any, 'or') : named(all, 'and');
}

function operationSection(entry: { path: string; method: string; operation: OpenApiOperation }): string {
  const { path, method, operation } = entry;
  const needs = needsOf(operation['x-permission']);
  const body = operation.requestBody?.content['application/json']?.schema;
  const [status, success] = Object.entries(operation.responses)[0] ?? [];
  const answer = answerSchema(success);
  return `<article id="${escapeHtml(operation.operationId)}">
<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary)}${needs ? ` <em>Needs ${needs}.</em>` : ''}</p>
${parametersTable(operation.parameters ?? [])}
${body ? `<details><summary>Body</summary><pre>${escapeHtml(shapeOf(body))}</pre></details>` : ''}
<details><summary>Answer ${escapeHtml(status ?? '')}</summary><pre>${escapeHtml(answer ? shapeOf(answer) : 'no body')}</pre></details>
</article>`;
}

/** The schema of the body, or of one line of it. */
function answerSchema(success: JsonSchema | undefined): JsonSchema | undefined {
  const content = Object.values((success?.content ?? {}) as Record<string, Record<string, JsonSchema>>)[0];
  return content?.['x-item-schema'] ?? content?.schema;
}

function parametersTable(parameters: Parameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map((parameter) => {
    const schema = shapeOf(parameter.schema);
    const need = parameter.required ? '' : ' (optional)';
    return `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${escapeHtml(parameter.in)}${need}</td><td><code>${escapeHtml(schema)}</code></td></tr>`;
  });
  return `<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function errorsSection(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, title }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  return `<section id="errors"><h2>errors</h2><p>Every error is <code>application/problem+json</code>; a target database that fails while it is browsed answers 502 with the code of its diagnosis.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

/** A schema as people write shapes down: `{ id: string, port?: integer }`. */
export function shapeOf(schema: JsonSchema, indent = ''): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map((option) => shapeOf(option, indent)))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `[${shapeOf(schema.items ?? {}, indent)}]`;
  if (schema.type !== 'object') return String(schema.type ?? 'any');
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    return `${inner}${key}${schema.required?.includes(key) ? '' : '?'}: ${shapeOf(value, inner)}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}

export const docsStyle = `:root{color-scheme:light dark;--line:light-dark(#dcdfe6,#2c303a);--soft:light-dark(#f3f4f8,#1d2028);--dim:light-dark(#565d6d,#a4abba);--accent:light-dark(#4338ca,#a5b4fc)}
body{font:15px/1.55 ui-sans-serif,system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem 6rem;background:light-dark(#fff,#14161b);color:light-dark(#1b1f2a,#e9ebf0)}
h1 small,td,em{color:var(--dim);font-weight:400}h2{margin-top:3rem;text-transform:capitalize}a{color:var(--accent)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
article{border:1px solid var(--line);border-radius:.6rem;padding:.25rem 1rem .75rem;margin:1rem 0;overflow-x:auto}
h3{font-size:1rem;font-weight:500;overflow-wrap:anywhere}code,pre{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace}
pre{background:var(--soft);padding:.75rem;border-radius:.4rem;overflow-x:auto}summary{cursor:pointer;padding:.3rem 0}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
.method{display:inline-block;min-width:3.6rem;font-size:12px;font-weight:700;text-align:center;padding:.1rem .4rem;border-radius:.3rem;background:var(--soft)}
`;
