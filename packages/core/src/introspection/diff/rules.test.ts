import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from './rules.ts';

const PAGE = readFileSync(new URL('../../../../../docs/differences.md', import.meta.url), 'utf8');
const mark = (breaks: boolean) => (breaks ? 'breaks' : '');

/** The table as the page has to have it. */
function table(): string {
  const rows = Object.entries(RULES).flatMap(([about, outcomes]) =>
    Object.values(outcomes).map(
      ({ breaks, reason }, at) =>
        `| ${at === 0 ? about : ''} | ${reason} | ${mark(breaks.includes('read'))} | ${mark(breaks.includes('write'))} |`,
    ),
  );
  return ['| about | what happened | readers | writers |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

it('every rule stands in the table of docs/differences.md as it is', () => {
  expect(PAGE).toContain(table());
});

it('no two rules of one kind are told by the same words', () => {
  for (const outcomes of Object.values(RULES)) {
    const reasons = Object.values(outcomes).map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(reasons.length);
  }
});
