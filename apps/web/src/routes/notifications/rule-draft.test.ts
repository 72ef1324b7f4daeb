import type { NotificationRule } from '@portolan/contract';
import { describe, expect, it } from 'vitest';
import { refusedFields, toRuleChange, toRuleDraft, toRuleInput, validateRule } from './rule-draft.ts';
import { eventNames, subjectText } from './words.ts';

const rule: NotificationRule = {
  id: '0199e0a1-0000-7000-8000-000000000001',
  name: 'On call',
  enabled: true,
  events: ['incident.opened', 'schema.changed'],
  onlyBreaking: true,
  filter: { type: 'name', pattern: 'prod-*' },
  target: { type: 'webhook', url: 'https://hooks.slack.com/…', format: 'slack' },
  formerSecretUntil: null,
  lastMessageAt: null,
  createdAt: '2026-11-30T07:00:00.000Z',
  updatedAt: '2026-11-30T07:00:00.000Z',
};
const draft = toRuleDraft(rule);
const mail = { ...draft, to: 'email' as const, emails: 'ada@example.com, bob@example.com\n eve@example.com' };

describe('a draft', () => {
  it('keeps the address that nobody sees again, unless it goes elsewhere', () => {
    expect(validateRule(draft, rule)).toEqual({});
    expect(toRuleChange(draft, rule)).not.toHaveProperty('target');
    const moved = { ...draft, to: 'teams' as const };
    expect(validateRule(moved, rule)).toEqual({ url: 'An address is required' });
    expect(toRuleChange({ ...moved, url: ' https://x.test/y ' }, rule)).toMatchObject({
      target: { type: 'webhook', format: 'teams', url: 'https://x.test/y' },
    });
  });

  it('is of several addresses, however they are parted', () => {
    expect(toRuleInput(mail).target).toEqual({
      type: 'email',
      to: ['ada@example.com', 'bob@example.com', 'eve@example.com'],
    });
    expect(validateRule({ ...mail, emails: 'nobody' }, null)).toEqual({ emails: 'Must be an e-mail address' });
  });

  it('has only what it is about: breaking changes where changes are told, kinds where kinds are chosen', () => {
    expect(toRuleInput({ ...mail, events: ['incident.opened'] }).onlyBreaking).toBe(false);
    expect(toRuleInput({ ...mail, about: 'kind', kinds: ['mysql'] }).filter).toEqual({
      type: 'kind',
      kinds: ['mysql'],
    });
    expect(validateRule({ ...mail, about: 'kind' }, null)).toEqual({ kinds: 'Choose at least one kind' });
    expect(validateRule({ ...mail, about: 'connections' }, null)).toEqual({ ids: 'Choose at least one connection' });
    expect(Object.keys(validateRule({ ...mail, pattern: '^prod$', name: '', events: [] }, null)).sort()).toEqual([
      'events',
      'name',
      'pattern',
    ]);
  });
});

it('what the server refuses is told at its field', () => {
  const issue = (path: string) => ({ path, code: 'invalid', message: `no ${path}` });
  expect(refusedFields({ issues: [issue('target.url'), issue('name'), issue('elsewhere')] })).toEqual({
    url: 'no target.url',
    name: 'no name',
  });
});

it('rules and messages are told in words', () => {
  expect(eventNames(rule)).toEqual(['Incident begins', 'Schema changes that break']);
  const delivery = { types: ['schema.changed' as const], count: 1, subject: 'Schema changed, breaking: orders: old' };
  expect(subjectText(delivery)).toBe('Schema changed, breaking: orders: old');
  expect(subjectText({ ...delivery, types: [], count: 0, subject: 'A test message' })).toBe('Test message');
  expect(subjectText({ ...delivery, types: ['schema.changed', 'incident.opened'], count: 12 })).toBe(
    '12 events: Schema changed, Incident',
  );
});
