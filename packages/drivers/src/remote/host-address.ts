import { isPublicKey } from '../wire/index.ts';

/** Where a driver host is, and the key that it alone has the other half of. */
export interface HostAddress {
  url: URL;
  publicKey: string;
}

/**
 * Reads `https://drivers.example.com#<public key>`. Throws with what is wrong, without the text. `plain` are names of hosts
 * whose network is trusted: only they and this machine itself may be spoken to without TLS.
 */
export function parseHostAddress(text: string, plain: readonly string[] = []): HostAddress {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new Error('must be https:// addresses');
  const url = new URL(text);
  const publicKey = url.hash.slice(1);
  url.hash = '';
  if (`${url.username}${url.password}${url.search}` !== '' || url.pathname !== '/') {
    throw new Error('must be scheme, host and port alone, and behind # the key, as in https://drivers.example.com#key');
  }
  if (!isPublicKey(publicKey)) throw new Error('must name the key of each host behind a #, as the host prints it');
  if (url.protocol === 'http:' && !isLoopback(url.hostname) && !plain.includes(url.hostname)) {
    throw new Error('must be https:// but for this machine itself, and for hosts in PORTOLAN_DRIVER_HOST_PLAIN');
  }
  return { url, publicKey };
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}
