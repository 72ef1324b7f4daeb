import { IMPORT_TEXT_MAX } from '@portolan/contract';
import { t } from './texts.ts';

/** Files of JSON are sent without their blanks: they may be larger than what is sent. */
const LARGEST_FILE = 4 * IMPORT_TEXT_MAX;

/** The text of a file, or why it is not read. */
export async function readImportFile(file: Pick<File, 'size' | 'text'>): Promise<{ text: string } | { fault: string }> {
  if (file.size > LARGEST_FILE) return { fault: t().tooLarge };
  const text = await file.text();
  return text.includes('\0') ? { fault: t().noText } : { text };
}

/** What is sent of a text: all of it or, of a JSON that is too long, what counts in it. Null where that is too much. */
export function sentText(text: string): string | null {
  if (text.length <= IMPORT_TEXT_MAX) return text;
  const short = withoutBlanks(text);
  return short !== null && short.length <= IMPORT_TEXT_MAX ? short : null;
}

function withoutBlanks(text: string): string | null {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}
