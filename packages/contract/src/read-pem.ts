export interface PemBlock {
  /** `CERTIFICATE`, `ENCRYPTED PRIVATE KEY` … */
  label: string;
  /** Headers of the old formats of keys, such as `Proc-Type: 4,ENCRYPTED`. */
  headers: string[];
  /** Base64 without white space. */
  body: string;
}

export interface PemReading {
  blocks: PemBlock[];
  /** Why the text is not to be taken; it names the block by its number. */
  fault?: string;
}

const MARKER = /-{2,}[ \t]*(BEGIN|END)[ \t]([^\n-]*?)[ \t]*(-{2,}|$)/gm;
const HEADER = /^[A-Za-z][\w-]*:[^\n]*(?:\n[ \t]+[^\n]*)*$/gm;
const BASE64 =
  /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^[A-Za-z0-9+/]{2}==$|^[A-Za-z0-9+/]{3}=$/;
const LABEL = /^[A-Z0-9][A-Z0-9 ]*$/;

/**
 * The blocks of a PEM text as RFC 7468 has it: what stands around them explains them. The only judge of what a PEM is:
 * forms, inputs and drivers ask here. Line ends of any sort, indentation and `\n` of a quoted text are taken.
 */
export function readPem(text: string): PemReading {
  const lines = text.replace(/\r\n?|\\r\\n|\\n/g, '\n');
  const markers = [...lines.matchAll(MARKER)];
  const blocks: PemBlock[] = [];
  for (let at = 0; at < markers.length; at += 2) {
    const number = blocks.length + 1;
    const [begin, end] = [markers[at], markers[at + 1]];
    const fault = markerFault(number, begin, end);
    if (fault || !begin || !end) return { blocks, fault: fault ?? `Block ${number} is broken` };
    const block = blockOf(begin[2] ?? '', lines.slice(begin.index + begin[0].length, end.index));
    if (!isWhole(block))
      return { blocks, fault: `Block ${number} (BEGIN ${block.label}) is broken: it cannot be decoded` };
    blocks.push(block);
  }
  return { blocks };
}

/** A block as every reader of PEM takes it. */
export function pemText({ label, headers, body }: PemBlock): string {
  const head = headers.length > 0 ? `${headers.join('\n')}\n\n` : '';
  return `-----BEGIN ${label}-----\n${head}${body.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
}

function markerFault(number: number, begin?: RegExpExecArray, end?: RegExpExecArray): string | undefined {
  const [, word, label = ''] = begin ?? [];
  if (word === 'END') return `Block ${number} has no beginning: -----BEGIN ${label}----- is missing`;
  if (end?.[1] !== 'END') return `Block ${number} (BEGIN ${label}) has no end: -----END ${label}----- is missing`;
  if (end[2] !== label) return `Block ${number} begins as ${label} and ends as ${end[2]}`;
  const isMarker = ([text]: RegExpExecArray) => text.startsWith('-----') && text.endsWith('-----');
  if (!LABEL.test(label) || !begin || ![begin, end].every(isMarker)) {
    return `Block ${number} is broken: its first or last line is not of the form -----BEGIN ${label}-----`;
  }
  return undefined;
}

function blockOf(label: string, content: string): PemBlock {
  const headers = content.match(HEADER) ?? [];
  return { label, headers, body: content.replace(HEADER, '').replace(/\s/g, '') };
}

/** Whether the body is base64 of one DER value, all of it. An encrypted key of the old format is no DER. */
function isWhole({ label, headers, body }: PemBlock): boolean {
  if (!BASE64.test(body)) return false;
  if (headers.length > 0) return true;
  const bytes = Uint8Array.from(atob(body), (char) => char.charCodeAt(0));
  const length = derLength(bytes);
  // OpenSSL's own sort of certificate has data about its use behind it.
  return label === 'TRUSTED CERTIFICATE' ? length <= bytes.length : length === bytes.length;
}

const SEQUENCE = 0x30;

/** How many bytes the value says it has, its head included. */
function derLength([tag, first = 0, ...rest]: Uint8Array): number {
  if (tag !== SEQUENCE) return Number.NaN;
  if (first < 0x80) return first + 2;
  const count = first & 0x7f;
  return rest.slice(0, count).reduce((sum, digit) => sum * 256 + digit, 0) + 2 + count;
}
