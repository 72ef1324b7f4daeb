import { parseHost } from '../parse-host.ts';
import { decode } from './decode.ts';
import type { Pair } from './parameters.ts';
import { followsPassword } from './password-end.ts';
import { refuse } from './refusal.ts';

export interface UriParts {
  username: string | undefined;
  password: string | undefined;
  /** As written: several, or one with an instance, are for the family to read. */
  host: string;
  port: string | undefined;
  path: string | undefined;
  pairs: Pair[];
}

interface Reading {
  login: string | undefined;
  host: string;
  port: string | undefined;
  path: string | undefined;
  query: string | undefined;
}

const IN_QUERY = /^[\w.[\]-]+=/;
const OF_LOGIN = /^(?:user(?:name)?|uid|password|pwd|e?mail)=/i;

/**
 * `[user[:password]@]host[:port][/path][?query]` after the scheme. People paste passwords with bare `#`, `/`, `?` or `@`
 * in them: where just one reading makes sense it is taken, where several do none is.
 */
export function splitUri(rest: string, isForm: boolean): UriParts {
  if (/\s/.test(rest)) refuse('There is a blank or a line break in the URL: write it as %20, or paste one line');
  const ends = [-1, ...Array.from(rest.matchAll(/@/g), ({ index }) => index)];
  const readings = ends.map((end) => readingAt(rest, end)).filter((reading) => reading !== null);
  const [first] = readings;
  if (!first) return refuse(whyNot(rest));
  if (readings.length > 1 && !isPlainQuery(first)) {
    refuse(
      'An @ stands behind the host, so that it may be read in two ways: write it as %40, and a / in the password as %2F',
    );
  }
  return { ...loginOf(first.login), host: hostOf(first.host), port: first.port, ...tailOf(first, isForm) };
}

function readingAt(rest: string, end: number): Reading | null {
  const login = end < 0 ? undefined : rest.slice(0, end);
  const tail = rest.slice(end + 1);
  if (tail.includes('#')) return null;
  const [, authority = '', path, query] = /^([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(tail) ?? [];
  const [, bracketed, plain, port] = /^(?:(\[[^\]]*\])|([^:]*))(?::(\d*))?$/.exec(authority) ?? [];
  const host = bracketed ?? plain;
  const several = authority.includes(',') && authority.split(',').every((one) => /^[^:@]+(?::\d+)?$/.test(one));
  if (several) return { login, host: authority, port: undefined, path, query };
  if (host === undefined || !mayBeHost(host)) return null;
  return { login, host, port: port || undefined, path, query };
}

const mayBeHost = (host: string) =>
  host === '' || (!host.includes('@') && /[%\\]/.test(host)) || parseHost(host) !== null;

/** Whether the only @ signs behind the host stand in the values of parameters. */
function isPlainQuery({ login, path, query }: Reading): boolean {
  if (path?.includes('@')) return false;
  const segments = (query ?? '').split('&').filter((segment) => segment.includes('@'));
  return segments.every((segment) => IN_QUERY.test(segment) && (login !== undefined || OF_LOGIN.test(segment)));
}

function whyNot(rest: string): string {
  if (/[()]/.test(rest)) return 'The form with parentheses is not read: write host:port';
  if (/#/.test(rest)) return 'There is a # in the URL: write it as %23';
  if (/[<>{}[\]]/.test(rest.replace(/\[[\da-f:.]+\]/gi, ''))) return 'There is a placeholder in the URL';
  return 'The host or the port cannot be read';
}

function hostOf(host: string): string {
  return host.includes('%') ? decode(host, 'host') : host;
}

function loginOf(login: string | undefined): Pick<UriParts, 'username' | 'password'> {
  if (login === undefined) return { username: undefined, password: undefined };
  const colon = login.indexOf(':');
  const [name, secret] = colon < 0 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)];
  if (/[/?#]/.test(login) && /%[\da-f]{2}/i.test(login)) halfEncoded();
  if (secret.includes('@') && /%[\da-f]{2}/i.test(secret)) halfEncoded();
  return {
    username: name === '' ? undefined : decode(name, 'user name'),
    password: secret === '' ? undefined : decode(secret, 'password'),
  };
}

function halfEncoded(): never {
  refuse('The password is half percent-encoded: encode its other special characters, too');
}

function tailOf({ path, query }: Reading, isForm: boolean): Pick<UriParts, 'path' | 'pairs'> {
  const segments = (query ?? '').split('&').filter((segment) => segment !== '');
  const pairs = segments.map((segment) => pairOf(segment, isForm));
  followsPassword(pairs);
  return { path: path ? decode(path, 'database') : undefined, pairs };
}

function pairOf(segment: string, isForm: boolean): Pair {
  const at = segment.indexOf('=');
  const name = decode(at < 0 ? segment : segment.slice(0, at), 'name of a parameter');
  if (at < 0) return { name, value: undefined };
  const text = segment.slice(at + 1);
  return { name, value: decode(text, name), isDoubtful: isForm && text.includes('+') };
}
