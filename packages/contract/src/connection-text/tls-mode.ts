import type { ConnectionKind, SslMode } from '../connection-kinds.ts';
import type { Parameters } from './parameters.ts';

const MODES: Record<string, SslMode> = {
  disable: 'disable',
  disabled: 'disable',
  none: 'disable',
  off: 'disable',
  allow: 'require',
  prefer: 'require',
  preferred: 'require',
  require: 'require',
  required: 'require',
  noverify: 'require',
  skipverify: 'require',
  trust: 'require',
  verifyca: 'verify-ca',
  verifyfull: 'verify-full',
  verifyidentity: 'verify-full',
  acceptinvalidcerts: 'require',
  strict: 'verify-full',
};
const SOFT = new Set(['allow', 'prefer', 'preferred']);
const FILES = [
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslca',
  'sslcapath',
  'sslcipher',
  'serversslcert',
  'certificatefile',
  'servercertificate',
  'truststore',
  'cafile',
  'certfile',
  'keyfile',
];

export const isTrue = (value: string | undefined) => /^(?:true|1|yes|on|strict|mandatory)$/i.test(value ?? '');
export const isFalse = (value: string | undefined) =>
  /^(?:false|0|no|off|optional|disabled?|danger_plaintext)$/i.test(value ?? '');

/** What the parameters say of TLS; null where they say nothing. Without a word on verification, it verifies. */
export function tlsModeIn(kind: ConnectionKind, parameters: Parameters): SslMode | null {
  const mode = kind === 'sqlserver' ? ofSqlServer(parameters) : ofOthers(parameters);
  parameters.leave('a file: paste what is in it into its field', ...FILES);
  return mode;
}

function ofSqlServer(parameters: Parameters): SslMode | null {
  const encrypt = parameters.take('encrypt');
  const trust = parameters.take('trustservercertificate');
  if (isFalse(encrypt)) return 'disable';
  if (isTrue(trust)) return 'require';
  if (isTrue(encrypt)) return 'verify-full';
  if (encrypt !== undefined) parameters.note('encrypt', 'its value is not known');
  return null;
}

/** Where words disagree, an explicit mode stands above a mere yes or no. */
const EXPLICIT = ['sslmode', 'sslaccept'] as const;
const SWITCHES = ['ssl', 'usessl', 'tls', 'requiressl'] as const;
const VERIFYING = ['verifyservercertificate', 'sslverifycert', 'sslverifyservercert'] as const;

function ofOthers(parameters: Parameters): SslMode | null {
  const mode = firstOf(EXPLICIT, parameters);
  const switched = firstOf(SWITCHES, parameters);
  const isOff = isTrue(parameters.take('ssldisabled'));
  const isLax = [
    ...VERIFYING.map((name) => isFalse(parameters.take(name))),
    isTrue(parameters.take('trustservercertificate')),
    /NonValidatingFactory$/.test(parameters.take('sslfactory') ?? ''),
  ].includes(true);
  const isNamed = isTrue(parameters.take('sslverifyidentity'));
  const isPublic = parameters.accept('sslrootcert', 'system');
  if (mode) return mode;
  if (isOff || switched === 'disable') return 'disable';
  if (isLax) return 'require';
  return switched ?? (isNamed || isPublic ? 'verify-full' : null);
}

function firstOf(names: readonly string[], parameters: Parameters): SslMode | null {
  let mode: SslMode | null = null;
  for (const name of names) {
    const value = parameters.take(name);
    if (value === undefined) continue;
    const meant = meaningOf(value);
    if (meant === undefined) parameters.note(name, 'its value is not known');
    else if (SOFT.has(value.toLowerCase()))
      parameters.note(name, `${value.toLowerCase()} is not known here: TLS is required`);
    mode ??= meant ?? null;
  }
  return mode;
}

function meaningOf(value: string): SslMode | undefined {
  if (isFalse(value)) return 'disable';
  if (/^(?:true|1|yes|on)$/i.test(value)) return 'verify-full';
  if (value.startsWith('{')) return /"?rejectUnauthorized"?\s*:\s*false/.test(value) ? 'require' : 'verify-full';
  return MODES[value.toLowerCase().replace(/[_-]/g, '')];
}
