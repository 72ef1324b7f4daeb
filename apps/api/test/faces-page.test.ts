import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { COMMANDS } from './parity/commands.ts';
import { FACES } from './parity/faces-of.ts';
import { facesPage } from './parity/table.ts';

const PAGE = fileURLToPath(new URL('../../../docs/faces.md', import.meta.url));

it('docs/faces.md has every procedure on every face: `pnpm faces` writes it anew', async () => {
  await expect(facesPage(FACES)).toMatchFileSnapshot(PAGE);
});

it('names no procedure that is not there', () => {
  const through = Object.values(COMMANDS).flatMap((command) => ('own' in command ? (command.through ?? []) : []));
  const known = FACES.map(({ procedure }) => procedure);
  expect(through.filter((procedure) => !known.includes(procedure))).toEqual([]);
});
