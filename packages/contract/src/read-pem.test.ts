import { describe, expect, it } from 'vitest';
import { CreateConnectionInput } from './connections.ts';
import { pemFault } from './pem-fault.ts';
import { pemText, readPem } from './read-pem.ts';

const block = (label = 'CERTIFICATE', body = 'MAA=') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const ONE = block();
const BAG = 'Bag Attributes\n    localKeyID: 01 02\n    friendlyName: db\nsubject=CN = db\nissuer=CN = authority\n';

describe('a PEM text', () => {
  it.each([
    ['explained before', `# root of the office\nSubject: CN=x\n\n${ONE}`, 1],
    ['with bag attributes', BAG + ONE + BAG + ONE, 2],
    ['explained behind', `${ONE}\nvalid until 2031 -- ask ops`, 1],
    ['of Windows', (ONE + ONE).replaceAll('\n', '\r\n'), 2],
    ['of old Macs', ONE.replaceAll('\n', '\r'), 1],
    ['with the ends of lines written out', ONE.replaceAll('\n', '\\n'), 1],
    ['indented, as in YAML', ONE.replace(/^/gm, '    '), 1],
    ['behind a byte order mark', `\uFEFF${ONE}`, 1],
    ['in one line', ONE.replaceAll('\n', ' '), 1],
    ['without a last line end', ONE.trim(), 1],
  ])('%s is taken', (_, text, count) => {
    const { blocks, fault } = readPem(text);
    expect(fault).toBeUndefined();
    expect(blocks.map(pemText)).toEqual(Array(count).fill(ONE));
    expect(pemFault(text, 'certificate')).toBeUndefined();
  });

  it.each([
    ['no end', `${ONE}-----BEGIN CERTIFICATE-----\nMAA=\n`, /^Block 2 \(BEGIN CERTIFICATE\) has no end/],
    ['no end, another behind', `${ONE}-----BEGIN CERTIFICATE-----\nMAA=\n${ONE}`, /^Block 2 .* has no end/],
    ['no beginning', `${ONE}MAA=\n-----END CERTIFICATE-----\n${ONE}`, /^Block 2 has no beginning/],
    ['a foreign end', ONE.replace('END CERT', 'END X509 CERT'), /^Block 1 begins as CERTIFICATE and ends as X509/],
    ['an odd letter', ONE + ONE + block('CERTIFICATE', 'MA*='), /^Block 3 .* is broken/],
    ['half of its bytes', ONE + block('CERTIFICATE', 'MIIB'), /^Block 2 .* is broken/],
    ['bytes too many', ONE + block('CERTIFICATE', 'MAAA'), /^Block 2 .* is broken/],
    ['nothing in it', ONE + block('CERTIFICATE', ''), /^Block 2 .* is broken/],
    ['four dashes', ONE + ONE.replaceAll('-----', '----'), /^Block 2 is broken: its first or last line/],
    ['a list of revoked ones', ONE + block('X509 CRL'), /^Block 2 is X509 CRL/],
    ['a PKCS#7', block('PKCS7'), /Must be PEM text, from -----BEGIN CERTIFICATE/],
    ['a key', ONE + block('PRIVATE KEY'), /private key in this/],
    ['half of a key', `${ONE}-----BEGIN RSA PRIVATE KEY-----\nMIIE`, /private key in this/],
  ])('with %s is refused, and the block named', (_, text, reason) => {
    expect(pemFault(text, 'certificate')).toMatch(reason);
  });

  it('of an EC key may begin with its curve', () => {
    const text = block('EC PARAMETERS') + block('EC PRIVATE KEY');
    expect(pemFault(text, 'privateKey')).toBeUndefined();
    expect(pemFault(block('EC PARAMETERS'), 'privateKey')).toMatch(/BEGIN PRIVATE KEY/);
  });

  it('keeps the headers of an encrypted key', () => {
    const head = 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n';
    const text = block('RSA PRIVATE KEY', `${head}q83v`);
    expect(readPem(`Key Attributes: <No Attributes>\n${text}`).blocks.map(pemText)).toEqual([text]);
  });
});

it('of an input is told in its own words', () => {
  const target = { name: 'n', dbType: 'postgresql', host: 'h', port: 1 };
  const parsed = CreateConnectionInput.safeParse({
    ...target,
    options: { sslCa: `${ONE}-----BEGIN CERTIFICATE-----` },
  });
  expect(parsed.error?.issues[0]).toMatchObject({
    path: ['options', 'sslCa'],
    message: expect.stringMatching(/^Block 2/),
  });
});
