/** Where a URI of libvirt leads to, as far as it can be told without asking anybody. */
export interface LibvirtReach {
  driver: string;
  transport: 'local' | 'ssh' | 'tls' | 'tcp' | 'https';
  /** Null where the hypervisor is on this machine. */
  host: string | null;
  port: number;
  username: string;
  path: string;
  params: URLSearchParams;
}
type Transport = LibvirtReach['transport'];

const DRIVERS = ['qemu', 'xen', 'esx', 'vpx'];
/** libvirt's own mock of a hypervisor: it is inside of its client, and runs nothing. */
const MOCK = 'test';
const TRANSPORTS: Record<string, Transport> = { '': 'local', unix: 'local', ssh: 'ssh', tls: 'tls', tcp: 'tcp' };
const PORTS: Record<Transport, number> = { local: 0, ssh: 22, tls: 16_514, tcp: 16_509, https: 443 };

/**
 * The parameters that may stand in a URI. Others would run programs here (`command`), trust anybody (`no_verify` of ssh) or lead to a
 * host that nobody has checked (`proxy`, `vcenter`).
 */
const PARAMS: Record<Transport, readonly string[]> = {
  local: ['mode'],
  ssh: ['mode'],
  tls: ['mode'],
  tcp: ['mode'],
  https: ['auto_answer'],
};
/** Those of which whoever starts the server decides alone: they read files of it, or trust whoever answers. */
const ITS_OWN: Record<Transport, readonly string[]> = {
  local: ['socket'],
  ssh: ['socket'],
  tls: ['pkipath', 'no_verify'],
  tcp: [],
  https: ['no_verify'],
};

/** Reads a URI, or says in one sentence why it is none that a hypervisor is reached by. `isOwn`: it stands in the server's own environment. */
export function readLibvirtUri(uri: string, { isOwn = false } = {}): LibvirtReach | { problem: string } {
  if (!/^[\x21-\x7e]+$/.test(uri) || !URL.canParse(uri)) return { problem: 'This is no URI of libvirt' };
  const url = new URL(uri);
  const [driver = '', named = '', more] = url.protocol.slice(0, -1).split('+');
  if (!DRIVERS.includes(driver) && !(isOwn && driver === MOCK)) {
    return { problem: `Hypervisors of the kind ${driver} are not known here: ${DRIVERS.join(', ')} are` };
  }
  const transport = more === undefined ? transportOf(driver, named, url.hostname) : undefined;
  if (!transport) return { problem: `Hypervisors are not reached by ${named}: use ${driver}+ssh` };
  if (url.password) return { problem: 'A password must not stand in the URI' };
  if ((transport !== 'local') !== (url.hostname !== '')) {
    return { problem: transport === 'local' ? 'A socket of this machine has no host' : 'The URI names no host' };
  }
  const stranger = [...url.searchParams.keys()].find((name) => !isAccepted(transport, name, isOwn));
  if (stranger !== undefined) return { problem: `The parameter ${stranger} must not stand in the URI` };
  if (url.hash) return { problem: 'A URI of libvirt has no fragment' };
  return placeOf(url, driver, transport);
}

function placeOf(url: URL, driver: string, transport: Transport): LibvirtReach | { problem: string } {
  const { pathname: path, searchParams: params } = url;
  if (driver === MOCK && path !== '/default') return { problem: 'Of test there is test:///default alone' };
  if (driver === 'qemu' && !['/system', '/session'].includes(path)) {
    return { problem: 'The path of a qemu URI is /system or /session' };
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // It becomes an argument of ssh.
  if (/^-|[^\w.:-]/.test(host)) return { problem: 'The host has characters that no host has' };
  const username = decoded(url.username);
  if (username === null || /^-|[\p{C}\s]/u.test(username)) {
    return { problem: 'The user has characters that no user has' };
  }
  return { driver, transport, host: host || null, port: Number(url.port) || PORTS[transport], username, path, params };
}

function isAccepted(transport: Transport, name: string, isOwn: boolean): boolean {
  return PARAMS[transport].includes(name) || (isOwn && ITS_OWN[transport].includes(name));
}

function transportOf(driver: string, named: string, host: string): Transport | undefined {
  if (driver === 'esx' || driver === 'vpx') return named === '' ? 'https' : undefined;
  // A host without a transport is reached by TLS.
  return named === '' && host !== '' ? 'tls' : TRANSPORTS[named];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
