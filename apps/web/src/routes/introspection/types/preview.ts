import { localized } from '../../../lib/locale.ts';
import { preview } from '../../../locales/en.ts?preview';

const t = localized('preview', preview);

/** More than anybody reads on a page, and less than makes it slow. */
const MOST_LINES = 3000;

/** The beginning of a text, and how many lines are left out. */
export function previewOf(code: string, most = MOST_LINES): { text: string; hidden: number } {
  const lines = code.split('\n');
  if (lines.length <= most) return { text: code, hidden: 0 };
  return { text: lines.slice(0, most).join('\n'), hidden: lines.length - most };
}

/** That there is more of a text than is shown. */
export const hiddenText = (lines: number): string => t().hidden(lines);
