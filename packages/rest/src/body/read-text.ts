import { AppError } from '@portolan/router';
import { readBytes } from './incoming-body.ts';

export interface BodyText {
  text: string;
  /** The media type without its parameters, in lower case; empty where none is named. */
  type: string;
}

/**
 * The body of a request as text. It is UTF-8, as it came: bytes that are none would be stored as something else than what
 * was sent, a password included. A byte order mark is not part of the text.
 */
export async function readText(request: Request, most: number): Promise<BodyText> {
  const { headers } = request;
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity') throw unsupported('Send the body without a content encoding');
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').split(';').map((part) => part.trim());
  const charsets = parameters.map(charsetOf).filter((name) => name !== null);
  if (charsets.length > 1 || charsets.some((name) => !UTF8.test(name))) throw unsupported('Send the body in UTF-8');
  const bytes = await readBytes(request, most);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), type: type.toLowerCase() };
  } catch {
    throw new AppError('VALIDATION_ERROR', 'The body is not well-formed UTF-8');
  }
}

const UTF8 = /^(utf-?8|us-ascii)$/i;

function charsetOf(parameter: string): string | null {
  return /^charset\s*=\s*"?([^"]*)"?$/i.exec(parameter)?.[1]?.trim() ?? null;
}

function unsupported(message: string): AppError {
  return new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}
