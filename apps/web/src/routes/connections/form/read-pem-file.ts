import type { PemSort } from '@portolan/contract';
import { PEM_MAX_BYTES } from './pem.ts';
import { t } from './texts.ts';

/** The text of a PEM file with its line ends, or why it is none. */
export async function readPemFile(file: File, wanted: PemSort): Promise<{ text: string } | { fault: string }> {
  if (file.size > PEM_MAX_BYTES[wanted]) return { fault: t().fileTooLarge(file.name) };
  const text = await file.text();
  if (text.includes('-----BEGIN ')) return { text };
  return { fault: t().fileNotPem(file.name) };
}
