import { StageFailure } from '../stages/stage-failure.ts';

/** The alerts about the client's certificate (RFC 8446, 6.2): 42 to 46, 48, 49 and 116. */
const ABOUT_CERTIFICATE =
  /ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_(REVOKED|EXPIRED|UNKNOWN|REQUIRED)|UNKNOWN_CA|ACCESS_DENIED)$/;

/**
 * What an error of a TLS handshake means, its alerts among them. `shown`: the server had shown its certificate. Only
 * then alert 40 can be about ours; first of all it says that there is no cipher in common.
 */
export function tlsFailure(error: NodeJS.ErrnoException, shown: boolean): StageFailure {
  const code = error.code ?? '';
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|UNEXPECTED_MESSAGE/.test(code)) return notTls();
  if (ABOUT_CERTIFICATE.test(code) || (shown && /ALERT_HANDSHAKE_FAILURE$/.test(code))) {
    return new StageFailure(
      'AUTH_FAILED',
      'The server refused the client certificate, or misses one',
      'Ask the DBA which client certificate the server accepts and put it into the connection',
    );
  }
  if (/ALERT_UNRECOGNIZED_NAME$|UNRECOGNIZED_NAME$/.test(code)) {
    return new StageFailure(
      'TLS_HOSTNAME',
      'Whoever answers has no certificate for this host name',
      'Check the host name; ask the network team which names the proxy or server in front knows',
    );
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return new StageFailure(
      'TLS_UNSUPPORTED',
      'The server and this client have no TLS version or cipher in common',
      'Ask the DBA to enable TLS 1.2 or later with current ciphers on the server, or on the proxy before it',
    );
  }
  return notTls();
}

function notTls(): StageFailure {
  return new StageFailure(
    'WRONG_SERVICE',
    'The connection broke during the TLS handshake',
    'Check host and port: something else than the expected database may be listening there',
  );
}
