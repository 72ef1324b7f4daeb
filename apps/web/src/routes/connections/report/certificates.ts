import type { CertificateInfo, TestResult } from '@portolan/contract';
import { language } from '../../../lib/locale.ts';
import { t } from './texts.ts';

const DAY_MS = 86_400_000;
/** Renewing takes people weeks. */
const NOTICE_DAYS = 30;
const day = (at: Date) => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(at);

export interface Expiry {
  /** "expires Jan 3, 2027 (in 43 days)" */
  text: string;
  /** Over, or soon over. */
  isNear: boolean;
}

export function expiryOf({ expiresAt }: Pick<CertificateInfo, 'expiresAt'>, now: number = Date.now()): Expiry {
  const at = new Date(expiresAt);
  const days = Math.floor((at.getTime() - now) / DAY_MS);
  if (at.getTime() <= now) return { text: t().expired(day(at)), isNear: true };
  const text = days === 0 ? t().expiresWithinDay(day(at)) : t().expiresIn(day(at), days);
  return { text, isNear: days < NOTICE_DAYS };
}

/** What should not be so in a connection that works: what the server says of it, then its certificates that are soon over. */
export function warningsOf({ tls, warnings = [] }: TestResult, now: number = Date.now()): string[] {
  const near = tls?.certificates.filter((certificate) => expiryOf(certificate, now).isNear) ?? [];
  return [
    ...warnings,
    ...near.map((certificate) => t().nearExpiry(certificate.subject, expiryOf(certificate, now).text)),
  ];
}
