import { TAG_PATTERN, TAGS_MAX } from '@portolan/contract';
import { wholeNumber } from '../../../lib/format.ts';
import { t } from './tags-input-texts.ts';

/** The tags in a text, as people separate them; in the letters that tags have. */
export function tagsIn(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
}

/** These and more, each once. */
export function withTags(tags: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...tags, ...more])];
}

/** Why some of these cannot be tags; undefined where all can. */
export function tagFault(tags: readonly string[]): string | undefined {
  const wrong = tags.find((tag) => !TAG_PATTERN.test(tag));
  if (wrong) return t().wrong(wrong);
  return tags.length > TAGS_MAX ? t().tooMany(wholeNumber(TAGS_MAX)) : undefined;
}
