import { SYSTEM_ROLES } from '@portolan/contract';
import type { Locator } from 'playwright-core';
import { saidIn } from './said-in.ts';

/** Words of English pages that are none of German ones: they tell a text that no locale has, too. */
const WORDS =
  /\b(the|and|of|is|are|you|your|they|their|this|that|with|without|not|no|for|to|from|by|who|what|every|each|all|none|nobody|never|new|loading|cancel|save|saved|delete|edit|remove|close|search|show|choose|create|invite|send|again|made|used|roles?|users?|permissions?|actions|required)\b/i;

/** Addresses, ids of permissions, and what has an id for a name. */
const NO_WORDS = /\S*[@:/]\S+|\w+ [\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** What people gave, and not the page. */
const GIVEN = new Set<string>(SYSTEM_ROLES.map(({ name }) => name));

/** The texts with English words in them in a part of a page that speaks German. */
export async function englishWordsIn(part: Locator): Promise<string[]> {
  const said = await saidIn(part);
  return said.filter((text) => !GIVEN.has(text) && WORDS.test(text.replace(NO_WORDS, '')));
}
