/** Where a URI of libvirt leads to, as far as it can be told without asking anybody. */
export interface Reach {
  driver: string;
  transport: 'local' | 'ssh' | 'tls' | 'tcp' | 'https';
  /** Null where the hypervisor is on this machine. */
  host: string | null;
  port: number;
  username: string;
  path: string;
  params: URLSearchParams;
}

const DRIVERS = ['qemu', 'xen', 'esx', 'vpx', 'test'];
const TRANSPORTS: Record<string, Reach['transport']> = {
  '': 'local',
  unix: 'local',
  ssh: 'ssh',
  tls: 'tls',
  tcp: 'tcp',
};
const PORTS: Record<Reach['transport'], number> = { local: 0, ssh: 22, tls: 16_514, tcp: 16_509, https: 443 };

/**
 * The parameters that may stand in a URI. Others would run programs here (`command`), trust anybody (`no_verify` of ssh) or lead to a
 * host that nobody has checked (`proxy`, `vcenter`).
 */
const PARAMS: Record<Reach['transport'], string[]> = {
  local: ['socket', 'mode'],
  ssh: ['socket', 'mode'],
  tls: ['pkipath', 'no_verify', 'mode'],
  tcp: ['mode'],
  https: ['no_verify', 'auto_answer'],
};

/** Reads a URI, or says in one sentence why it is none that a hypervisor is reached by. */
export function readUri(uri: string): Reach | { problem: string } {
  if (!URL.canParse(uri)) return { problem: 'This is no URI of libvirt' };
  const url = new URL(uri);
  const [driver = '', named = ''] = url.protocol.slice(0, -1).split('+');
  if (!DRIVERS.includes(driver)) return { problem: `Hypervisors of the kind ${driver} are not known here` };
  const transport = transportOf(driver, named, url.hostname);
  if (!transport) return { problem: `Hypervisors are not reached by ${named}: use ${driver}+ssh` };
  if (url.password) return { problem: 'A password must not stand in the URI' };
  if ((transport !== 'local') !== (url.hostname !== '')) {
    return { problem: transport === 'local' ? 'A socket of this machine has no host' : 'The URI names no host' };
  }
  const stranger = [...url.searchParams.keys()].find((name) => !PARAMS[transport].includes(name));
  if (stranger) return { problem: `The parameter ${stranger} must not stand in the URI` };
  if (driver === 'test' && url.pathname !== '/default') return { problem: 'Of test there is test:///default alone' };
  if (driver === 'qemu' && !['/system', '/session'].includes(url.pathname)) {
    return { problem: 'The path of a qemu URI is /system or /session' };
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // It becomes an argument of ssh.
  if (/^-|[^\w.:-]/.test(host)) return { problem: 'The host has characters that no host has' };
  return {
    driver,
    transport,
    host: host || null,
    port: Number(url.port) || PORTS[transport],
    username: decodeURIComponent(url.username),
    path: url.pathname,
    params: url.searchParams,
  };
}

function transportOf(driver: string, named: string, host: string): Reach['transport'] | undefined {
  if (driver === 'esx' || driver === 'vpx') return named === '' ? 'https' : undefined;
  // A host without a transport is reached by TLS.
  return named === '' && host !== '' ? 'tls' : TRANSPORTS[named];
}
