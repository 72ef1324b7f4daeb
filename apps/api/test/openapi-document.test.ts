import { readFile } from 'node:fs/promises';
import { RATE_LIMITS } from '@portolan/contract';
import { type OpenApiOperation, openApiDocument, operationsOf } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

const operations = operationsOf(appRouter);
const document = openApiDocument(operations, '0.0.0-test');
const described = operations.map(({ id, route, meta }) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] as OpenApiOperation;
  return { id, meta, operation };
});
const withoutAny = (what: (operation: OpenApiOperation) => unknown) =>
  described.filter(({ operation }) => !what(operation)).map(({ id }) => id);

interface Example {
  place: string;
  schema: object;
  example: unknown;
}

/** Every example with the schema it stands beside; of a stream, of each line. */
function examplesOf({ operationId, ...operation }: OpenApiOperation): Example[] {
  const parameters = (operation.parameters ?? []).map(({ name, schema, example }) => ({
    place: name,
    schema,
    example,
  }));
  const bodies: Record<string, { content?: unknown } | undefined> = {
    body: operation.requestBody,
    ...operation.responses,
  };
  const contents = Object.entries(bodies).flatMap(([status, part]) =>
    Object.entries((part?.content ?? {}) as Record<string, { schema: object; example?: unknown }>)
      .filter(([type]) => type !== 'application/problem+json')
      .flatMap(([type, { example, ...content }]) => {
        const place = `${status} ${type}`;
        if (!('x-item-schema' in content)) return [{ place, schema: content.schema, example }];
        const line = JSON.parse(String(example));
        return [
          { place, schema: content.schema, example },
          { place: `${place}, a line`, schema: content['x-item-schema'] as object, example: line },
        ];
      }),
  );
  const isNamed = ({ place, example }: Example) =>
    example !== undefined || !parameters.some((one) => one.place === place);
  return [...parameters, ...contents].filter(isNamed).map((one) => ({ ...one, place: `${operationId}, ${one.place}` }));
}

describe('each operation of the OpenAPI document', () => {
  it('has a tag that is described, a summary and a description', () => {
    expect(withoutAny(({ tags }) => tags.length === 1 && tags[0])).toEqual([]);
    expect(withoutAny(({ summary }) => summary.length > 3)).toEqual([]);
    expect(withoutAny(({ description, summary }) => description.length > summary.length + 5)).toEqual([]);
    const undescribed = document.tags.filter(({ description }) => description.length < 10).map(({ name }) => name);
    expect(undescribed, 'a new feature needs a sentence in packages/rest/src/tags.ts').toEqual([]);
    const names = document.tags.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(described.filter(({ operation }) => !names.includes(operation.tags[0] ?? ''))).toEqual([]);
  });

  it('says who may, and what counts its calls', () => {
    for (const { id, meta, operation } of described) {
      expect(operation['x-permission'], id).toEqual({ access: meta.access, ...meta.rule });
      const limits = operation['x-rate-limit'] ?? [];
      expect('429' in operation.responses, id).toBe(limits.length > 0);
      for (const { counts, per, limit, seconds } of limits) {
        expect(RATE_LIMITS[counts], id).toMatchObject({ [per]: { points: limit, seconds } });
      }
    }
  });

  it('shows examples of what it takes and answers that its schemas take', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    ajv.addSchema(document, 'openapi');
    const wrong: string[] = [];
    const all = described.flatMap(({ operation }) => examplesOf(operation));
    for (const { place, schema, example } of all) {
      // References of a part are those of the document that it stands in.
      const whole = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components'));
      const validate = ajv.compile(whole);
      if (example === undefined || !validate(example)) wrong.push(`${place}: ${ajv.errorsText(validate.errors)}`);
    }
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(150);
  });
});

describe('the OpenAPI document', () => {
  it('has the license of the repository, and a server', async () => {
    const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(document.info.license).toEqual({ name: manifest.license });
    expect(document.servers).toEqual([{ url: '/', description: expect.any(String) }]);
  });
});
