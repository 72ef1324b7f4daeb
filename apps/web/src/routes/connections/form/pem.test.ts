import { generateKeyPairSync } from 'node:crypto';
import { isEncryptedKey, pemFault } from '@portolan/contract';
import { createAuthority } from '@portolan/testing/postgres';
import { describe, expect, it } from 'vitest';
import { describePem } from './pem.ts';
import { readPemFile } from './read-pem-file.ts';

const until = new Date('2027-01-03T00:00:00Z');
const authority = createAuthority('Test authority');
const { cert, key } = authority.issue({ commonName: 'db.exämple', until });
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const sealing = { cipher: 'aes-256-cbc', passphrase: 'x', format: 'pem' } as const;
const encrypted = rsa.privateKey.export({ type: 'pkcs8', ...sealing }).toString();
const traditional = rsa.privateKey.export({ type: 'pkcs1', ...sealing }).toString();
const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('a certificate', () => {
  it('is described by its subject and its end', () => {
    const now = Date.parse('2026-11-21T00:00:00Z');
    expect(describePem(cert, now)).toBe('Certificate, CN=db.exämple, expires 2027-01-03');
    expect(describePem(cert, until.getTime() + 1)).toBe('Certificate, CN=db.exämple, expired 2027-01-03');
    expect(describePem(cert.replaceAll('\n', '\r\n'), now)).toBe(describePem(cert, now));
    expect(describePem(cert + authority.ca, now)).toBe('Certificate, CN=db.exämple, expires 2027-01-03, and 1 more');
    const late = authority.issue({ commonName: 'db', until: new Date('2051-06-01T00:00:00Z') });
    expect(describePem(late.cert, now)).toBe('Certificate, CN=db, expires 2051-06-01');
  });

  it.each(['MAA=', 'MAIFAA=='])('that says nothing ("%s") is still one', (body) => {
    expect(describePem(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`)).toBe('Certificate');
  });

  it.each(['', 'AAAA', 'MII=', 'MIIB', '!!!', 'MIIBAAAA'])('that cannot be decoded ("%s") is none', (body) => {
    const text = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
    expect(describePem(text)).toBeUndefined();
    expect(pemFault(text, 'certificate')).toMatch(/^Block 1 .* is broken/);
  });

  it('may be a chain, with text around it', () => {
    expect(pemFault(cert, 'certificate')).toBeUndefined();
    expect(pemFault(`Bag attributes\n${cert}\n${authority.ca}`, 'certificate')).toBeUndefined();
  });

  it.each([
    ['a key', pkcs8, /private key in this/],
    ['a certificate with its key', cert + key, /private key in this/],
    ['a request', cert.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'), /request for a certificate/],
    ['a public key', publicKey, /BEGIN CERTIFICATE/],
    ['half of one', cert.slice(0, 80), /BEGIN CERTIFICATE/],
    ['anything', 'certificate', /BEGIN CERTIFICATE/],
  ])('is not %s', (_, text, reason) => {
    expect(pemFault(text, 'certificate')).toMatch(reason);
  });
});

describe('a private key', () => {
  it.each([
    ['PKCS#8', pkcs8, false],
    ['PKCS#1', pkcs1, false],
    ['EC', key, false],
    ['encrypted PKCS#8', encrypted, true],
    ['encrypted PKCS#1', traditional, true],
    ['PKCS#8 of Windows', pkcs8.replaceAll('\n', '\r\n'), false],
  ])('may be %s', (_, text, isEncrypted) => {
    expect(pemFault(text, 'privateKey')).toBeUndefined();
    expect(isEncryptedKey(text)).toBe(isEncrypted);
    expect(describePem(text)).toBe(`Private key, ${isEncrypted ? 'encrypted' : 'not encrypted'}`);
  });

  it.each([
    ['a certificate', cert, /This is a certificate/],
    ['a public key', publicKey, /public key/],
    ['two keys', pkcs8 + key, /several private keys/],
    ['a key with its certificate', key + cert, /more than the private key/],
    ['a key of OpenSSH', '-----BEGIN OPENSSH KEY-----', /OpenSSH/],
    ['a password', 's3cret', /BEGIN PRIVATE KEY/],
  ])('is not %s', (_, text, reason) => {
    expect(pemFault(text, 'privateKey')).toMatch(reason);
  });
});

describe('a file', () => {
  it('is read with its line ends', async () => {
    const text = cert.replaceAll('\n', '\r\n');
    expect(await readPemFile(new File([text], 'db.crt'), 'certificate')).toEqual({ text });
  });

  it('that is no PEM, or no certificate could be as large, is refused by name', async () => {
    const der = new File([new Uint8Array([0x30, 0x82])], 'db.der');
    expect(await readPemFile(der, 'certificate')).toEqual({ fault: expect.stringContaining('db.der is not PEM') });
    const large = new File([cert.repeat(100)], 'bundle.pem');
    expect(await readPemFile(large, 'privateKey')).toEqual({ fault: 'bundle.pem is too large for a PEM file.' });
  });
});
