import {
  type ConnectionKind,
  CreateNotificationRuleInput,
  type NotificationFilter,
  type NotificationRule,
  type NotificationTargetInput,
  type NotifiedEvent,
  type UpdateNotificationRuleInput,
  type WebhookFormat,
} from '@portolan/contract';
import * as z from 'zod/mini';
import type { Failure } from '../../lib/app-error.ts';
import { complaint } from '../../lib/complaint.ts';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { t } from './dialog-texts.ts';

export type About = NotificationFilter['type'];

export interface RuleDraft {
  name: string;
  events: readonly NotifiedEvent[];
  onlyBreaking: boolean;
  about: About;
  kinds: readonly ConnectionKind[];
  pattern: string;
  ids: readonly string[];
  to: 'email' | WebhookFormat;
  /** Addresses, with commas, blanks or new lines between them. */
  emails: string;
  /** Empty: the one that is stored stays. */
  url: string;
}

export function toRuleDraft(rule: NotificationRule | null): RuleDraft {
  const { filter, target } = rule ?? { filter: { type: 'all' as const }, target: null };
  return {
    name: rule?.name ?? '',
    events: rule?.events ?? ['incident.opened', 'incident.closed'],
    onlyBreaking: rule?.onlyBreaking ?? false,
    about: filter.type,
    kinds: filter.type === 'kind' ? filter.kinds : [],
    pattern: filter.type === 'name' ? filter.pattern : '',
    ids: filter.type === 'connections' ? filter.ids : [],
    to: target?.type === 'webhook' ? target.format : 'email',
    emails: target?.type === 'email' ? target.to.join('\n') : '',
    url: '',
  };
}

function filterOf({ about, kinds, pattern, ids }: RuleDraft): NotificationFilter {
  switch (about) {
    case 'all':
      return { type: 'all' };
    case 'kind':
      return { type: 'kind', kinds: [...kinds] };
    case 'name':
      return { type: 'name', pattern: pattern.trim() };
    case 'connections':
      return { type: 'connections', ids: [...ids] };
  }
}

function targetOf({ to, emails, url }: RuleDraft): NotificationTargetInput {
  if (to === 'email') return { type: 'email', to: emails.split(/[\s,;]+/).filter(Boolean) };
  return { type: 'webhook', url: url.trim(), format: to };
}

export function toRuleInput(draft: RuleDraft): CreateNotificationRuleInput {
  const { name, events, onlyBreaking } = draft;
  return {
    name: name.trim(),
    events: [...events],
    onlyBreaking: onlyBreaking && events.includes('schema.changed'),
    filter: filterOf(draft),
    target: targetOf(draft),
  };
}

/** Whether the address that is stored stays: nobody sees all of it again, so nobody has to enter it again. */
export function keepsUrl(draft: RuleDraft, rule: NotificationRule | null): boolean {
  if (rule?.target.type !== 'webhook') return false;
  return draft.url.trim() === '' && draft.to === rule.target.format;
}

export function toRuleChange(draft: RuleDraft, rule: NotificationRule): UpdateNotificationRuleInput {
  const { target, ...rest } = toRuleInput(draft);
  return { id: rule.id, ...rest, ...(keepsUrl(draft, rule) ? {} : { target }) };
}

/** Of which field a complaint is, by its path in the input. */
const FIELDS: readonly (readonly [RegExp, keyof RuleDraft])[] = [
  [/^name/, 'name'],
  [/^events/, 'events'],
  [/^filter\.kinds/, 'kinds'],
  [/^filter\.pattern/, 'pattern'],
  [/^filter\.ids/, 'ids'],
  [/^target\.to/, 'emails'],
  [/^target\.url/, 'url'],
];

function fieldOf(path: string): keyof RuleDraft | undefined {
  return FIELDS.find(([pattern]) => pattern.test(path))?.[1];
}

/** The server's own rules, by field; in plainer words where something is missing. */
export function validateRule(draft: RuleDraft, rule: NotificationRule | null): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of z.safeParse(CreateNotificationRuleInput, toRuleInput(draft)).error?.issues ?? []) {
    const field = fieldOf(path.join('.'));
    if (field) errors[field] ??= complaint(message);
  }
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.events.length === 0) errors.events = t().eventMissing;
  if (draft.about === 'kind' && draft.kinds.length === 0) errors.kinds = t().kindMissing;
  if (draft.about === 'name' && draft.pattern.trim() === '') errors.pattern = t().patternMissing;
  if (draft.about === 'connections' && draft.ids.length === 0) errors.ids = t().connectionMissing;
  if (draft.to === 'email' && draft.emails.trim() === '') errors.emails = t().emailMissing;
  if (draft.to !== 'email' && draft.url.trim() === '') {
    if (keepsUrl(draft, rule)) delete errors.url;
    else errors.url = t().urlMissing;
  }
  return errors;
}

/** What the server refuses, by field; empty where it is about none of them. */
export function refusedFields({ issues }: Pick<Failure, 'issues'>): FieldErrors {
  const known = issues.flatMap(({ path, message }) => {
    const field = fieldOf(path);
    return field ? [[field, complaint(message)] as const] : [];
  });
  return Object.fromEntries(known);
}
