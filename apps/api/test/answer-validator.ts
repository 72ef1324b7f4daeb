import { openApiDocument, operationsOf } from '@portolan/rest';
import { appRouter } from '@portolan/router';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { Answer } from './answer.ts';

export interface AnswerValidator {
  /** Fails the test when the document does not describe this answer. */
  check(method: string, path: string, answer: Answer): void;
}

let made: AnswerValidator | undefined;

/** Holds answers against the OpenAPI document: status, media type and every key of the body. One for a process. */
export function answerValidator(): AnswerValidator {
  made ??= createAnswerValidator();
  return made;
}

function createAnswerValidator(): AnswerValidator {
  const document = openApiDocument(operationsOf(appRouter), '0.0.0-test');
  // Most of it is asked once: to make it faster costs more than it saves.
  const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema(document, 'openapi');
  const routes = Object.keys(document.paths)
    .map((path) => ({
      path,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}/?$`),
      literal: !path.includes('{'),
    }))
    .sort((a, b) => Number(b.literal) - Number(a.literal));
  // By their text: what many answers share, such as how they fail, is compiled once.
  const compiled = new Map<string, ValidateFunction>();

  return {
    check(method, url, answer) {
      const pathname = url.split('?')[0] ?? '';
      const isDescribed = (path: string) => method.toLowerCase() in (document.paths[path] ?? {});
      const route = routes.find(({ path, pattern }) => isDescribed(path) && pattern.test(pathname));
      expect(route, `${method} ${pathname} is not in the OpenAPI document`).toBeDefined();
      const responses = document.paths[route?.path ?? '']?.[method.toLowerCase()]?.responses ?? {};
      const status = String(answer.status) in responses ? String(answer.status) : 'default';
      if (answer.status === 204) {
        expect(responses[status]?.content).toBeUndefined();
        expect(answer.text).toBe('');
        return;
      }
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const content = responses[status]?.content as Record<string, unknown> | undefined;
      expect(content, `${method} ${pathname} ${status}`).toHaveProperty([type]);
      if (answer.status < 400 && status === 'default')
        expect.fail(`${method} ${pathname} answers ${answer.status}, which is not documented`);
      const isStream = type === 'application/x-ndjson';
      const part = isStream ? 'x-item-schema' : 'schema';
      const schema = (content?.[type] as Record<string, unknown> | undefined)?.[part];
      const pointer = ['paths', route?.path, method.toLowerCase(), 'responses', status, 'content', type, part];
      const reference = `openapi#/${pointer.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
      const text = JSON.stringify(schema) ?? reference;
      const validate = compiled.get(text) ?? ajv.compile({ $ref: reference });
      compiled.set(text, validate);
      const bodies = isStream
        ? answer.text
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line))
        : [type.startsWith('text/') ? answer.text : answer.body];
      for (const body of bodies) {
        validate(body);
        const place = `${method} ${pathname} ${answer.status}: ${JSON.stringify(body).slice(0, 300)}`;
        expect(validate.errors ?? [], place).toEqual([]);
      }
    },
  };
}
