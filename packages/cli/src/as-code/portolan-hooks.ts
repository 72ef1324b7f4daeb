import { readFile } from 'node:fs/promises';
import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';
import { fileURLToPath } from 'node:url';
import { withoutTypes } from './read-typescript.ts';

// The hooks of a Node that does not read TypeScript itself: it runs them in a thread of their own.

let data = { config: '', own: '' };

export function initialize(given: typeof data): void {
  data = given;
}

export async function resolve(
  specifier: string,
  context: ResolveHookContext,
  next: (specifier: string, context: ResolveHookContext) => Promise<ResolveFnOutput>,
): Promise<ResolveFnOutput> {
  return next(specifier === '@portolan/client/config' ? data.own : specifier, context);
}

export async function load(
  url: string,
  context: LoadHookContext,
  next: (url: string, context: LoadHookContext) => Promise<LoadFnOutput>,
): Promise<LoadFnOutput> {
  const [file = ''] = url.split(/[?#]/);
  if (!/\.m?ts$/.test(file)) return next(url, url === data.config ? { ...context, format: 'module' } : context);
  const source = withoutTypes(await readFile(fileURLToPath(file), 'utf8'));
  return { format: 'module', source, shortCircuit: true };
}
