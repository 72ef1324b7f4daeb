import { StageFailure } from '../stages/stage-failure.ts';

/** Numbers of proxies, and of a client library, which a proxy passes on from its own attempt to reach the server. */
const SERVER_AWAY = new Set([
  2002,
  2003,
  2005,
  2006,
  2013,
  2026,
  2055, // no way to the server, or it was lost: MaxScale, MySQL Router
  9001,
  9002,
  9004, // ProxySQL: no connection in time, too many failures, gone
  1927, // MaxScale: the connection behind it was killed
  9501, // the proxy of Amazon RDS: none free in time
]);
/** Bytes that do not follow the protocol: how a server reads a header it does not know. */
const BAD_HANDSHAKE = new Set([1043, 1156]);

/** What a proxy in front of the server means by an error; null where it is one of the server. */
export function proxyFailure(errno: number, said: string): StageFailure | null {
  if (/proxy header|proxy protocol/i.test(said)) return proxyHeaderRefused();
  if (BAD_HANDSHAKE.has(errno)) return badHandshake();
  if (SERVER_AWAY.has(errno) || (errno === 1815 && /server|backend/i.test(said))) return serverAway();
  return null;
}

function proxyHeaderRefused(): StageFailure {
  const failure = new StageFailure(
    'WRONG_SERVICE',
    'A load balancer in between sends a PROXY header that the server does not take',
    'Ask the network team to turn the PROXY protocol off at the load balancer, or the DBA to allow it from there',
    'auth',
  );
  failure.team = 'network';
  return failure;
}

function badHandshake(): StageFailure {
  const failure = new StageFailure(
    'WRONG_SERVICE',
    'The server could not read how the connection began: something in between changes or adds to it',
    'Ask the network team whether a load balancer in between sends the PROXY protocol, which the server has to be told of',
    'auth',
  );
  failure.team = 'network';
  return failure;
}

function serverAway(): StageFailure {
  return new StageFailure(
    'CAPACITY',
    'The proxy in front of the server answers, but does not reach the server',
    'Ask the DBA whether the server behind the proxy is up, and to look into the log of the proxy',
    'database',
  );
}
