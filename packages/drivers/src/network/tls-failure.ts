import { StageFailure } from '../diagnosis/stage-failure.ts';

/** OpenSSL's verification errors are words of these; everything else with a code is the handshake itself. */
const UNTRUSTED =
  /^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|CERT_|INVALID_|HOSTNAME_|CRL_|ERROR_IN_CERT|PATH_LENGTH|OUT_OF_MEM)/;

/** What an error of a TLS handshake means. */
export function tlsFailure(error: NodeJS.ErrnoException): StageFailure {
  const code = error.code ?? '';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failure(
      'TLS_HOSTNAME',
      'The certificate of the server is for another host name',
      'Use the host name in the certificate, ask the DBA for a certificate with this name, or choose verify-ca',
    );
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return failure(
      'TLS_EXPIRED',
      code === 'CERT_HAS_EXPIRED' ? 'The certificate of the server has expired' : 'The certificate is not valid yet',
      'Ask the DBA to renew the certificate of the server',
    );
  }
  if (UNTRUSTED.test(code)) {
    return failure(
      'TLS_UNTRUSTED',
      'The certificate of the server is not signed by a trusted authority',
      'Ask the DBA for the CA certificate and put it into the connection',
    );
  }
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE/.test(code)) return notTls();
  if (/ALERT_(BAD_CERT|UNSUPPORTED_CERT|CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/.test(code)) {
    return failure(
      'AUTH_FAILED',
      'The server refused the client certificate, or misses one',
      'Ask the DBA which client certificate the server accepts and put it into the connection',
    );
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return failure(
      'TLS_UNSUPPORTED',
      'The server and this client have no TLS version or cipher in common',
      'Ask the DBA to enable TLS 1.2 or later on the server',
    );
  }
  return notTls();
}

function notTls(): StageFailure {
  return failure(
    'WRONG_SERVICE',
    'The connection broke during the TLS handshake',
    'Check host and port: something else than the expected database may be listening there',
  );
}

function failure(code: StageFailure['code'], message: string, remedy: string): StageFailure {
  return new StageFailure(code, message, remedy);
}
