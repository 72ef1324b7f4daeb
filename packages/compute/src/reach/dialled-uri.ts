import { isIPv6 } from 'node:net';
import type { LibvirtReach } from '@portolan/contract';

/**
 * The URI that virsh is given. `address` is the checked one of the host: it is dialled wherever the name is not needed for a certificate;
 * by ssh the wrapper sees to it.
 */
export function dialledUri(reach: LibvirtReach, address: string | null, ssh: string | null): string {
  const { driver, transport, path } = reach;
  const params = new URLSearchParams(reach.params);
  if (transport === 'local') {
    return `${driver}${params.has('socket') ? '+unix' : ''}://${path}${query(params)}`;
  }
  const host = transport === 'tcp' && address ? address : (reach.host ?? '');
  const user = reach.username ? `${encodeURIComponent(reach.username)}@` : '';
  const authority = `${user}${isIPv6(host) ? `[${host}]` : host}:${reach.port}`;
  if (transport === 'ssh' && ssh) params.set('command', ssh);
  const scheme = transport === 'https' ? driver : `${driver}+${transport}`;
  return `${scheme}://${authority}${path}${query(params)}`;
}

function query(params: URLSearchParams): string {
  const text = params.toString();
  return text ? `?${text}` : '';
}
