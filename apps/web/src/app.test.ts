import { PAGE_PATHS, TENANT_PATHS } from '@portolan/contract';
import { expect, it } from 'vitest';
import source from './app.tsx?raw';

/** The full paths of all routes that stand in the source, those inside others included. */
function routesOf(text: string): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const [tag, path, end] of text.matchAll(/<Route path="([^"]*)"[^>]*?(\/?)>|<\/Route>/g)) {
    if (tag === '</Route>') above.pop();
    else {
      const full = above
        .concat(path ?? '')
        .join('/')
        .replaceAll(/\/+/g, '/')
        .replace(/(.)\/$/, '$1');
      if (end === '/') found.push(full);
      else above.push(path ?? '');
    }
  }
  return [...new Set(found)].filter((path) => path !== '/*');
}

it('every page is one that the server knows, and the server knows no other', () => {
  expect(source).toContain('<Route path={TENANT_PATHS} component={IntoTenant} />');
  expect(routesOf(source).concat(TENANT_PATHS).sort()).toEqual(PAGE_PATHS.toSorted());
});
