export interface UrlParts {
  host: string;
  port: string | undefined;
  path: string | undefined;
  username: string | undefined;
  password: string | undefined;
  /** First parameter that has one of these names; names are lower case. */
  get(...names: string[]): string | undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * `[user[:password]@]host[:port][/path]` and parameters after `?` or `;`. Looser than the URL standard on purpose: people
 * paste passwords with bare `#`, `/` or `@` in them.
 */
export function splitUrl(rest: string): UrlParts | null {
  const at = credentialEnd(rest);
  const login = at < 0 ? '' : rest.slice(0, at);
  const [address = '', ...tail] = splitFirst(rest.slice(at + 1), /[?;]/);
  const [authority = '', path] = splitFirst(address, /\//);
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(authority);
  const plain = /^([^:]*)(?::(\d+))?$/.exec(authority);
  const [, host = '', port] = bracketed ?? plain ?? [];
  if (!host) return null;
  const [username, password] = splitFirst(login, /:/);
  const parameters = readParameters(tail.join(';'));
  return {
    host,
    port,
    path: path ? decode(path) : undefined,
    username: username ? decode(username) : undefined,
    password: password ? decode(password) : undefined,
    get: (...names) => names.map((name) => parameters.get(name)).find((value) => value),
  };
}

/** The last `@` before the parameters, or before a host and path that follow an odd password. */
function credentialEnd(rest: string): number {
  const parameters = rest.search(/[?;][a-z_-]+=/i);
  return rest.lastIndexOf('@', parameters < 0 ? rest.length : parameters);
}

function splitFirst(text: string, separator: RegExp): string[] {
  const index = text.search(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function readParameters(text: string): Map<string, string> {
  const pairs = text.split(/[&;]/).map((pair) => splitFirst(pair, /=/));
  return new Map(
    pairs.map(([name = '', value = '']) => [name.trim().toLowerCase(), decode(value.replace(/^\{|\}$/g, ''))]),
  );
}
