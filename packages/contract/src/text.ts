import * as z from './zod.ts';

const storable = (value: string) => !value.includes('\u0000') && value.isWellFormed();

/** A string PostgreSQL can store: no NUL, no lone surrogates, at most `max` characters. */
export function text(min: number, max: number) {
  return z
    .string()
    .check(z.minLength(min), z.maxLength(max), z.refine(storable, 'Contains a character that cannot be stored'));
}

/** Like `text`, with surrounding white space removed first. */
export function trimmedText(min: number, max: number) {
  return z
    .string()
    .check(
      z.trim(),
      z.minLength(min),
      z.maxLength(max),
      z.refine(storable, 'Contains a character that cannot be stored'),
    );
}

// An emoji may be several characters joined by invisible ones: as a whole it is seen.
const EMOJI = /\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic})*/gu;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD]|(?! )\p{Zs}/u;

/** What people tell things apart by: trimmed, and without characters that cannot be seen, are taken for a blank or turn the text around. */
export function nameText(min: number, max: number) {
  const seen = (value: string) => !UNSEEN.test(value.replace(EMOJI, ''));
  return trimmedText(min, max).check(z.refine(seen, 'Contains a control or invisible character'));
}

/** A text of somebody unknown with nothing in it but what is seen, and nothing that turns the text around it. */
export function seenText(value: string): string {
  const kept = Array.from(value.toWellFormed().normalize('NFC'), (letter) => (UNSEEN.test(letter) ? ' ' : letter));
  return kept.join('').replace(/ +/g, ' ').trim();
}

/** A first or last name, which nobody has to have. */
export const PersonName = z.optional(z.nullable(nameText(0, 100)));

/** Any 128-bit id in the canonical 8-4-4-4-12 form; parsed before a query sees it. */
export const Id = z.guid('Must be a UUID');

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a reference means an id, where it may also be a slug or an e-mail address. */
export function isId(reference: string): boolean {
  return UUID.test(reference);
}

/** ISO-8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const Timestamp = z.iso.datetime();

/** When what is changed was last changed, as its editor has seen it: where that no longer holds nothing is done. */
export const expectedUpdatedAt = z.optional(Timestamp);
