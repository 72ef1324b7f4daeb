import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { FACES } from './parity/faces-of.ts';
import { facesPage } from './parity/table.ts';

const PAGE = fileURLToPath(new URL('../../../docs/faces.md', import.meta.url));

it('docs/faces.md has every procedure on every face: `pnpm faces` writes it anew', async () => {
  await expect(facesPage(FACES)).toMatchFileSnapshot(PAGE);
});
