import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { StageFailure } from '../stages/stage-failure.ts';
import { chainOf, nameOf } from './tls-report.ts';

/** Why the certificates that a server has shown are not good enough. */
export function certificateFailure(secure: TLSSocket): StageFailure {
  // OpenSSL's word, which the types call an error.
  const code = String(secure.authorizationError ?? '');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new StageFailure(
      'TLS_HOSTNAME',
      'The certificate of the server is for another host name',
      'Use the host name in the certificate, ask the DBA for a certificate with this name, or choose verify-ca',
    );
  }
  const chain = chainOf(secure);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return outOfDate(code, chain);
  const alone = chain.length === 1 && /UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER/.test(code);
  return new StageFailure(
    'TLS_UNTRUSTED',
    'The certificate of the server is not signed by a trusted authority',
    alone
      ? 'Ask the DBA for the CA certificate and put it into the connection, or to have the server send the intermediate ones'
      : 'Ask the DBA for the CA certificate and put it into the connection',
  );
}

/** Names the one in the chain: it need not be the server's own that has to be renewed. */
function outOfDate(code: string, chain: X509Certificate[]): StageFailure {
  const expired = code === 'CERT_HAS_EXPIRED';
  const now = Date.now();
  const isBad = ({ validFromDate, validToDate }: X509Certificate) =>
    expired ? validToDate.getTime() < now : validFromDate.getTime() > now;
  const at = chain.findIndex(isBad);
  const bad = chain[at];
  const what = expired ? 'has expired' : 'is not valid yet';
  if (!bad || at === 0) {
    const message = `The certificate of the server ${what}`;
    return named(new StageFailure('TLS_EXPIRED', message, 'Ask the DBA to renew the certificate of the server'), bad);
  }
  // An authority that vouches for itself comes from the connection or the system; a server need not send it.
  const isRoot = bad.subject === bad.issuer;
  const failure = isRoot
    ? new StageFailure(
        'TLS_EXPIRED',
        `The certificate of the authority that the server is vouched for by ${what}`,
        'Ask the DBA for the renewed CA certificate and put it into the connection; that of the server is still good',
      )
    : new StageFailure(
        'TLS_EXPIRED',
        `An intermediate certificate that the server sends ${what}; its own is still good`,
        'Ask the DBA to install the renewed certificate of the intermediate authority on the server',
      );
  return named(failure, bad);
}

/** Names are the server's words. */
function named(failure: StageFailure, bad: X509Certificate | undefined): StageFailure {
  if (!bad) return failure;
  const [from, to] = [bad.validFromDate, bad.validToDate].map((date) => date.toISOString().slice(0, 10));
  return failure.quoting(`${nameOf(bad.subject)}, valid from ${from} to ${to}`, '', []);
}
