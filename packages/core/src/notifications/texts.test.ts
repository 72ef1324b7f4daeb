import { expect, it } from 'vitest';
import type { ToldEvent } from './tenant-event.ts';
import { sentenceOf, subjectOf } from './texts.ts';

const at = '2026-03-01T10:00:00Z';
const incident = {
  id: 'i1',
  startedAt: at,
  endedAt: null,
  stage: 'tcp',
  code: 'TCP_REFUSED',
  message: 'Nobody listens',
  remedy: 'Start it',
  team: 'dba' as const,
};

function opened(...names: string[]): ToldEvent {
  const connections = names.map((name) => ({ id: name, name, kind: 'postgresql' as const }));
  return { type: 'incident.opened', at, incident, connections, connectionCount: names.length };
}

it('an incident is told in sentences, down to whom to call', () => {
  expect(subjectOf([opened('orders')], 1)).toBe('Incident: orders');
  expect(sentenceOf(opened('orders', 'stock'))).toBe(
    'orders, stock: out of reach since 2026-03-01T10:00:00Z. TCP_REFUSED at tcp. Nobody listens. Start it. Call: your database administrators.',
  );
});

it.each([
  ['a\r\nBcc: somebody@example.com', 'a Bcc: somebody@example.com'],
  ['a\n\nhttps://example.com', 'a https://example.com'],
  ['a\u2028b\tc', 'a b c'],
  ['\u202Egro', ' gro'],
  ['Hafen \u{1F468}\u200D\u{1F527}', 'Hafen \u{1F468}\u200D\u{1F527}'],
])('a name is no line of its own, and turns nothing around: %j', (name, shown) => {
  expect(subjectOf([opened(name)], 1)).toBe(`Incident: ${shown}`);
  expect(sentenceOf(opened(name))).toMatch(`${shown}: out of reach`);
});
