import { expect, it } from 'vitest';
import { causeText, incidentTitle, timesText } from './incident-text.ts';

const names = (...all: string[]) => all.map((name) => ({ id: name, name }));

it('names whom it hit, and counts the others', () => {
  const hit = (...all: string[]) => ({ connections: names(...all), connectionCount: all.length, endedAt: null });
  expect(incidentTitle(hit('orders'))).toBe('orders is out of reach');
  expect(incidentTitle(hit('orders', 'billing', 'till'))).toBe('orders, billing, and till are out of reach');
  expect(incidentTitle(hit('orders', 'billing', 'till', 'lake'))).toBe('orders, billing, and 2 more are out of reach');
  const ended = { connections: names('orders'), connectionCount: 1, endedAt: '2026-03-01T10:00:00Z' };
  expect(incidentTitle(ended)).toBe('orders was out of reach');
});

it('tells the stage and the cause, as far as they are known', () => {
  expect(causeText({ stage: 'dns', code: 'DNS_NOT_FOUND' })).toBe('Resolve host: no such host');
  expect(causeText({ stage: 'tcp', code: null })).toBe('Open connection');
  expect(causeText({})).toBeUndefined();
});

it('tells since when, or from when to when, and how long', () => {
  const startedAt = '2020-03-01T10:00:00Z';
  expect(timesText({ startedAt, endedAt: null })).toMatch(/^Since .*2020.*, for [\d,]+ days$/);
  expect(timesText({ startedAt, endedAt: '2020-03-01T10:26:00Z' })).toMatch(/2020.*, 26 min$/);
});
