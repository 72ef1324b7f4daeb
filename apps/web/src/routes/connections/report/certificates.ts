import type { CertificateInfo, TestResult } from '@portolan/contract';

const DAY_MS = 86_400_000;
/** Renewing takes people weeks. */
const NOTICE_DAYS = 30;
const date = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });

export interface Expiry {
  /** "expires Jan 3, 2027 (in 43 days)" */
  text: string;
  /** Over, or soon over. */
  isNear: boolean;
}

export function expiryOf({ expiresAt }: Pick<CertificateInfo, 'expiresAt'>, now: number = Date.now()): Expiry {
  const at = new Date(expiresAt);
  const days = Math.floor((at.getTime() - now) / DAY_MS);
  const day = date.format(at);
  if (at.getTime() <= now) return { text: `expired ${day}`, isNear: true };
  const left = days === 0 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
  return { text: `expires ${day} (${left})`, isNear: days < NOTICE_DAYS };
}

/** What should not be so in a connection that works: what the server says of it, then its certificates that are soon over. */
export function warningsOf({ tls, warnings = [] }: TestResult, now: number = Date.now()): string[] {
  const near = tls?.certificates.filter((certificate) => expiryOf(certificate, now).isNear) ?? [];
  return [
    ...warnings,
    ...near.map((certificate) => `The certificate ${certificate.subject} ${expiryOf(certificate, now).text}`),
  ];
}
