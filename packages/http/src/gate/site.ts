/** Where the product is reached: which hosts it answers for, and which origins are its own pages. */
export interface Site {
  /** Whether a `Host` header names this site. Its port says nothing: tunnels and containers map it. */
  serves(host: string): boolean;
  /** Whether pages of this origin are our own, as seen by a request to that host. */
  owns(origin: string, host: string): boolean;
}

export interface SiteOptions {
  /** The address people use. */
  publicUrl: URL;
  /** The address that is listened on. */
  host?: string;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const EVERYWHERE = new Set(['0.0.0.0', '[::]']);
const PLAIN = /^[\w.:[\]-]+$/;

/**
 * Hosts are a list: a name of somebody else that is made to resolve to this server (DNS rebinding) is none of them. An
 * origin is compared whole. `port` is the one that is listened on, once it is known. Where the server is reached directly it speaks plain HTTP, so there the host says it all.
 */
export function createSite({ publicUrl, host }: SiteOptions, port?: () => number): Site {
  const listening = hostnameOf(host?.includes(':') ? `[${host}]` : (host ?? ''));
  const direct = new Set(LOOPBACK);
  if (listening && !EVERYWHERE.has(listening)) direct.add(listening);
  const isLocal = direct.has(publicUrl.hostname);
  const isDirect = (name: string) => direct.has(hostnameOf(name) ?? '');
  return {
    serves: (name) => isDirect(name) || hostnameOf(name) === publicUrl.hostname,
    owns(origin, name) {
      if (origin === publicUrl.origin) return true;
      if (isDirect(name) && origin === originOf(name)) return true;
      return isLocal && [...direct].some((own) => origin === originOf(`${own}:${port?.() ?? publicUrl.port}`));
    },
  };
}

/** Hosts that were asked for, each looked at once; a stranger can name any, so that only some are remembered. */
const known = new Map<string, string | null>();
const REMEMBERED = 100;

function hostnameOf(host: string): string | null {
  const remembered = known.get(host);
  if (remembered !== undefined) return remembered;
  const name = PLAIN.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;
  if (known.size < REMEMBERED) known.set(host, name);
  return name;
}

function originOf(host: string): string | null {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).origin : null;
}
