import { AUDIT_ACTIONS, type AuditEvent } from '@portolan/contract';
import { dateTime, wholeNumber } from '../../lib/format.ts';
import { ACTS, type Act, type Details, OBJECTS, type ObjectKind } from './acts.ts';
import { failureWords } from './failure-words.ts';

export type Names = Readonly<Record<string, string>>;

/** A piece of a sentence; the page shows who acted with their initials, and leads to the object. */
export interface Part {
  kind: 'text' | 'actor' | 'object' | 'value';
  text: string;
}

const FRAMES = {
  success: '{actor} {did}.',
  failure: '{actor} {did}: failed, {reason}.',
  failed: '{actor} {did}: failed.',
  denied: '{actor} tried to {to} and was refused.',
  started: '{actor} began to {to}.',
};
const NOBODY = 'Somebody not signed in';
const SERVER = 'The server';
const LEFT = 'Somebody who left';

/** An event in words: who did what to what, and how it ended. */
export function sentenceOf(event: AuditEvent, names: Names): Part[] {
  const act = actOf(event.action);
  const details = event.details ?? {};
  const reason = failureWords(details.code);
  const frame = event.outcome === 'failure' && !reason ? FRAMES.failed : FRAMES[event.outcome];
  const did = typeof act.did === 'string' ? act.did : act.did(details);
  const template = frame
    .replace('{did}', () => did)
    .replace('{to}', () => act.to)
    .replace('{object}', () => objectTemplate(event, act, names));
  return partsOf(template, {
    actor: { kind: 'actor', text: actorOf(event, act, names) },
    name: { kind: 'object', text: objectName(event, names) ?? '' },
    reason: { kind: 'text', text: reason ?? '' },
    ...valuesOf(details),
  });
}

export function sentenceText(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

/** An action of another version of the product has its own name for words. */
function actOf(action: string): Act {
  const known = AUDIT_ACTIONS.find((one) => one === action);
  return known ? ACTS[known] : { did: `did ${action}`, to: `do ${action}` };
}

export function actorOf({ actorUserId, actorEmail }: AuditEvent, act: Act, names: Names): string {
  if (!actorUserId) return act.byServer ? SERVER : NOBODY;
  return names[actorUserId] ?? actorEmail ?? LEFT;
}

function objectTemplate(event: AuditEvent, act: Act, names: Names): string {
  const kind = kindOf(event.entityType) ?? act.of;
  if (!kind) return 'something';
  const { known, unknown } = OBJECTS[kind];
  return objectName(event, names) === null ? unknown : known;
}

function kindOf(type: string | null): ObjectKind | undefined {
  return type !== null && Object.hasOwn(OBJECTS, type) ? (type as ObjectKind) : undefined;
}

/** As the event tells it, for names change; else what it is called now. */
export function objectName({ entityType, entityId, details }: AuditEvent, names: Names): string | null {
  const after = details?.after as { name?: unknown } | undefined;
  const host = entityType === 'host' ? [details?.host, details?.port].filter(Boolean).join(':') : undefined;
  const current = entityId ? names[entityId] : undefined;
  const told = [details?.name, after?.name, host, current, details?.email, details?.slug];
  return told.find((value): value is string => typeof value === 'string' && value !== '') ?? null;
}

function valuesOf(details: Details): Record<string, Part> {
  const of = (text: string): Part => ({ kind: 'value', text });
  const { email, month, madeAt, tables } = details;
  return {
    email: of(typeof email === 'string' ? email : 'somebody'),
    month: of(typeof month === 'string' ? month : 'an earlier month'),
    madeAt: of(typeof madeAt === 'string' ? dateTime(madeAt) : 'another day'),
    tables: of(typeof tables === 'number' ? wholeNumber(tables) : 'all'),
  };
}

/** Names may hold braces of their own: a template is split once, before anything is put in. */
function partsOf(template: string, values: Record<string, Part>): Part[] {
  return template
    .split(/(\{\w+\})/)
    .filter((text) => text !== '')
    .map((text) => values[/^\{(\w+)\}$/.exec(text)?.[1] ?? ''] ?? { kind: 'text', text });
}
