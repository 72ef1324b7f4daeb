import { type DerValue, readDer } from './der.ts';
import { t } from './texts.ts';

export interface CertificateSummary {
  /** `CN=db.example`, or whatever else the subject is called by. */
  subject: string;
  expiresAt: Date;
}

const VERSION = 0xa0;
const UTC_TIME = 0x17;
const BMP_STRING = 0x1e;
/** Names of a subject, the telling one first: the last arc under 2.5.4, and what it is called. */
const NAMES = [
  [3, 'CN'],
  [10, 'O'],
  [11, 'OU'],
] as const;

/** Who an X.509 certificate (RFC 5280) is for, and until when; null where it cannot be read. Nothing is verified. */
export function describeCertificate(der: Uint8Array): CertificateSummary | null {
  try {
    const [body] = children(readDer(der)[0]);
    const fields = children(body);
    const [, , , validity, subject] = fields[0]?.tag === VERSION ? fields.slice(1) : fields;
    const [, until] = children(validity);
    const expiresAt = timeOf(until);
    return Number.isNaN(expiresAt.getTime()) ? null : { subject: nameOf(subject), expiresAt };
  } catch {
    return null;
  }
}

function children(value: DerValue | undefined): DerValue[] {
  if (!value) throw new RangeError('A part is missing');
  return readDer(value.content);
}

function nameOf(subject: DerValue | undefined): string {
  const pairs = children(subject).flatMap(children).map(children);
  for (const [arc, label] of NAMES) {
    const found = pairs.find(([type]) => type?.content.join('.') === `85.4.${arc}`);
    if (found?.[1]) return `${label}=${textOf(found[1])}`;
  }
  return t().pem.nameless;
}

function textOf({ tag, content }: DerValue): string {
  return new TextDecoder(tag === BMP_STRING ? 'utf-16be' : 'utf-8').decode(content);
}

/** UTCTime has two digits of a year (from 1950 on), GeneralizedTime four. */
function timeOf(value: DerValue | undefined): Date {
  if (!value) throw new RangeError('A part is missing');
  const text = textOf(value);
  const full = value.tag === UTC_TIME ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  return new Date(full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
