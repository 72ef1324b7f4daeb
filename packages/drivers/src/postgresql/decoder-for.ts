/**
 * Encodings of a server with bytes that it cannot turn into UTF-8, and what the platform calls them. Those that are not here
 * have no such bytes, or no decoder (EUC_TW, MULE_INTERNAL).
 */
const LABELS: Record<string, string> = {
  WIN874: 'windows-874',
  WIN1250: 'windows-1250',
  WIN1251: 'windows-1251',
  WIN1252: 'windows-1252',
  WIN1253: 'windows-1253',
  WIN1254: 'windows-1254',
  WIN1255: 'windows-1255',
  WIN1256: 'windows-1256',
  WIN1257: 'windows-1257',
  WIN1258: 'windows-1258',
  LATIN3: 'iso-8859-3',
  ISO_8859_6: 'iso-8859-6',
  ISO_8859_7: 'iso-8859-7',
  ISO_8859_8: 'iso-8859-8',
  EUC_CN: 'gbk',
  EUC_JP: 'euc-jp',
  EUC_JIS_2004: 'euc-jp',
  EUC_KR: 'euc-kr',
};

/** Where the tables of Windows have a hole the platform puts a control character. */
const HOLES = /[\u0080-\u009f]/g;

/** How text of such a server is read here, U+FFFD for what is no character; null where the server itself can do it. */
export function decoderFor(encoding: string): ((bytes: Uint8Array) => string) | null {
  const label = Object.hasOwn(LABELS, encoding) ? LABELS[encoding] : undefined;
  if (label === undefined) return null;
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  if (!label.startsWith('windows-')) return (bytes) => decoder.decode(bytes);
  return (bytes) => decoder.decode(bytes).replaceAll(HOLES, '\ufffd');
}
