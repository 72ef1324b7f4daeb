import type { VmLogLine } from '@portolan/contract';
import { expect, it } from 'vitest';
import { caughtUp, EMPTY_PANE, type LogPane, MOST, withNews } from './log-pane.ts';

const line = (message: string): VmLogLine => ({ timestamp: '2026-01-01T00:00:00.000Z', level: 'INFO', message });
const lines = (...messages: string[]) => messages.map(line);
const words = ({ shown, waiting }: LogPane) => [
  shown?.map(({ message }) => message),
  waiting.map((one) => one.message),
];

it('shows the log, and at its end what is written, and lines that stay are the same', () => {
  const pane = withNews(EMPTY_PANE, { type: 'log', lines: lines('a', 'b') }, true);
  const next = withNews(pane, { type: 'lines', lines: lines('c') }, true);
  expect(words(next)).toEqual([['a', 'b', 'c'], []]);
  expect(next.shown?.[0]).toBe(pane.shown?.[0]);
  expect(words(withNews(next, { type: 'log', lines: lines('x') }, true))).toEqual([['x'], []]);
});

it('keeps what is read as it is, and what is written meanwhile for later, over a break as well', () => {
  let pane = withNews(EMPTY_PANE, { type: 'log', lines: lines('a', 'b') }, false);
  pane = withNews(pane, { type: 'lines', lines: lines('c') }, false);
  pane = withNews(pane, { type: 'log', lines: lines('b', 'c', 'd') }, false);
  expect(words(pane)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(words(caughtUp(pane))).toEqual([['a', 'b', 'c', 'd'], []]);
  expect(caughtUp(EMPTY_PANE)).toEqual(EMPTY_PANE);
});

it('keeps the newest lines alone', () => {
  const many = lines(...Array.from({ length: MOST }, (_, number) => String(number)));
  const pane = withNews({ shown: many, waiting: [] }, { type: 'lines', lines: lines('new') }, true);
  expect(pane.shown).toHaveLength(MOST);
  expect(pane.shown?.at(-1)?.message).toBe('new');
});
