import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';

interface HookData {
  /** URL of the config. */
  config: string;
  /** URL of what is meant by the functions of a config. */
  own: string;
}

type Resolve<R> = (specifier: string, context: ResolveHookContext, next: (specifier: string) => R) => R;
type Load<R> = (url: string, context: LoadHookContext, next: (url: string, context: LoadHookContext) => R) => R;

/** What a config and its files are, whatever the package says that they lie in: modules. */
export function createHooks({ config, own }: HookData): {
  resolve: Resolve<ResolveFnOutput>;
  load: Load<LoadFnOutput>;
} {
  return {
    resolve: (specifier, _, next) => next(specifier === '@portolan/client/config' ? own : specifier),
    load(url, context, next) {
      const [path = ''] = url.split(/[?#]/);
      if (/\.m?ts$/.test(path) && !path.includes('/node_modules/')) {
        return next(url, { ...context, format: 'module-typescript' });
      }
      return next(url, url === config ? { ...context, format: 'module' } : context);
    },
  };
}
