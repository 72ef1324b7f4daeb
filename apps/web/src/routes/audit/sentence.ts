import type { AuditEvent } from '@portolan/contract';
import { dateTime } from '../../lib/format.ts';
import { actOf, countsIn, type Details, type ObjectKind } from './acts.ts';
import { failureWords } from './failure-words.ts';
import { actTexts } from './texts.ts';

export type Names = Readonly<Record<string, string>>;

/** A piece of a sentence; the page shows who acted with their initials, and leads to the object. */
export interface Part {
  kind: 'text' | 'actor' | 'object' | 'value';
  text: string;
}

/** An event in words: who did what to what, and how it ended. */
export function sentenceOf(event: AuditEvent, names: Names): Part[] {
  const act = actOf(event.action);
  const details = event.details ?? {};
  const reason = failureWords(details.code);
  const object = objectOf(event, act.of);
  const isNamed = objectName(event, names) !== null;
  const template = frameOf(event, act, reason !== null)
    .replace('{object}', () => (isNamed ? object.known : object.unknown))
    .replace('{ofObject}', () => (isNamed ? object.of : object.ofUnknown));
  return partsOf(template, {
    actor: { kind: 'actor', text: actorOf(event, act, names) },
    name: { kind: 'object', text: objectName(event, names) ?? '' },
    action: { kind: 'text', text: event.action },
    agent: { kind: 'text', text: String(details.agent ?? '') },
    reason: { kind: 'text', text: reason ?? '' },
    ...valuesOf(details),
  });
}

/** How such an act is told of, ended as it did. */
function frameOf(
  { outcome, details }: AuditEvent,
  { words, did }: ReturnType<typeof actOf>,
  hasReason: boolean,
): string {
  const { frames } = actTexts();
  if (outcome === 'denied' || outcome === 'started') return frames[outcome](words.to);
  const done = did?.(details ?? {}) ?? words.did;
  if (done === undefined) {
    if (!details?.agent) return frames.asked(words.to);
    return frames[outcome === 'failure' ? 'failedThrough' : 'askedThrough'](words.to);
  }
  return outcome === 'failure' && !hasReason ? frames.failed(done) : frames[outcome](done);
}

export function sentenceText(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

export function actorOf(
  { actorUserId, actorEmail }: AuditEvent,
  { byServer }: { byServer?: true },
  names: Names,
): string {
  const { server, nobody, left } = actTexts();
  if (!actorUserId) return byServer ? server : nobody;
  return names[actorUserId] ?? actorEmail ?? left;
}

/** What an event calls its object, with its name and without one. */
function objectOf({ entityType }: AuditEvent, usual: ObjectKind | undefined) {
  const kind = kindOf(entityType) ?? usual;
  return kind ? actTexts().objects[kind] : actTexts().something;
}

function kindOf(type: string | null): ObjectKind | undefined {
  return type !== null && Object.hasOwn(actTexts().objects, type) ? (type as ObjectKind) : undefined;
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
  const { email, month, madeAt } = details;
  const { somebody, earlierMonth, anotherDay } = actTexts();
  const counts = Object.entries(countsIn(details)).map(([name, text]): [string, Part] => [
    name,
    { kind: 'text', text },
  ]);
  return {
    ...Object.fromEntries(counts),
    email: of(typeof email === 'string' ? email : somebody),
    month: of(typeof month === 'string' ? month : earlierMonth),
    madeAt: of(typeof madeAt === 'string' ? dateTime(madeAt) : anotherDay),
  };
}

/** Names may hold braces of their own: a template is split once, before anything is put in. */
function partsOf(template: string, values: Record<string, Part>): Part[] {
  return template
    .split(/(\{\w+\})/)
    .filter((text) => text !== '')
    .map((text) => values[/^\{(\w+)\}$/.exec(text)?.[1] ?? ''] ?? { kind: 'text', text });
}
