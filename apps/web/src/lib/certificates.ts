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

const UNVERIFIED = 'The certificate of the server was not verified: whoever sits in between can pose as it';
const UNENCRYPTED = 'This connection is not encrypted: its password and all data can be read on the way';

/** What should not be so in a connection that works: the server's own warnings, then those about its protection. */
export function warningsOf(result: TestResult, now: number = Date.now()): string[] {
  const { tls, warnings = [] } = result;
  if (!tls) return result.success ? [...warnings, UNENCRYPTED] : warnings;
  const near = tls.certificates.filter((certificate) => expiryOf(certificate, now).isNear);
  return [
    ...warnings,
    ...(tls.verified ? [] : [UNVERIFIED]),
    ...near.map((certificate) => `The certificate ${certificate.subject} ${expiryOf(certificate, now).text}`),
  ];
}
