import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bitString, der, explicit, integer, objectId, octetString, sequence, time, utf8 } from './der.ts';

export interface CertificateRequest {
  commonName: string;
  /** DNS names and IPv4 addresses of the certificate. */
  names?: string[];
  /** Validity, by default from yesterday to tomorrow. */
  from?: Date;
  until?: Date;
}

export interface CertificateAuthority {
  /** The authority's own certificate, PEM. */
  ca: string;
  issue(request: CertificateRequest): { cert: string; key: string };
  /** An authority that this one vouches for; its `ca` is to be sent by servers. */
  intermediate(request: CertificateRequest): CertificateAuthority;
}

const DAY_MS = 86_400_000;
const tomorrow = () => new Date(Date.now() + DAY_MS);
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

/** A certificate authority that lives as long as a test, unless another end is given: fresh P-256 keys, nothing on disk. */
export function createAuthority(commonName = 'Test authority', until = tomorrow()): CertificateAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ca = certificate(
    { commonName, until },
    { publicKey: keys.publicKey, isAuthority: true, issuer: commonName, issuerKey: keys.privateKey },
  );
  return authorityOf(commonName, keys.privateKey, ca);
}

function authorityOf(commonName: string, issuerKey: KeyObject, ca: string): CertificateAuthority {
  const certify = (request: CertificateRequest, publicKey: KeyObject, isAuthority: boolean) =>
    certificate(request, { publicKey, isAuthority, issuer: commonName, issuerKey });
  return {
    ca,
    intermediate(request) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      return authorityOf(request.commonName, own.privateKey, certify(request, own.publicKey, true));
    },
    issue(request) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { cert: certify(request, own.publicKey, false), key };
    },
  };
}

interface Signing {
  publicKey: KeyObject;
  isAuthority: boolean;
  issuer: string;
  issuerKey: KeyObject;
}

/** An X.509 version 3 certificate (RFC 5280), PEM. */
function certificate(request: CertificateRequest, { publicKey, isAuthority, issuer, issuerKey }: Signing): string {
  const { commonName, names = [], from = new Date(Date.now() - DAY_MS), until = tomorrow() } = request;
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.from([1, ...randomBytes(8)])),
    ECDSA_SHA256,
    nameOf(issuer),
    sequence(time(from), time(until)),
    nameOf(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(isAuthority ? AUTHORITY : END_ENTITY, ...(names.length > 0 ? [alternativeNames(names)] : []))),
  );
  const signed = sequence(body, ECDSA_SHA256, bitString(sign('sha256', body, issuerKey)));
  const base64 = Buffer.from(signed).toString('base64').replace(/.{64}/g, '$&\n').trim();
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

const nameOf = (commonName: string) => sequence(der(0x31, sequence(objectId('2.5.4.3'), utf8(commonName))));

const TRUE = der(0x01, Buffer.from([0xff]));
const basicConstraints = (...content: Uint8Array[]) =>
  sequence(objectId('2.5.29.19'), TRUE, octetString(sequence(...content)));
const AUTHORITY = basicConstraints(TRUE);
const END_ENTITY = basicConstraints();

function alternativeNames(names: string[]): Uint8Array {
  const entries = names.map((name) =>
    isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name)),
  );
  return sequence(objectId('2.5.29.17'), octetString(sequence(...entries)));
}
