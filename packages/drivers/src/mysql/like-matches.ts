/** One sign of a LIKE pattern: any number of characters, any one, or this one. */
type Sign = { any: 'many' | 'one' } | { is: string };

/**
 * Whether a name fits a pattern of SQL's LIKE. In time bounded by the product of their lengths: the pattern comes from
 * a server, and a regular expression made of it could run for hours.
 */
export function likeMatches(pattern: string, name: string): boolean {
  const signs = signsOf(pattern);
  const letters = [...name];
  let [at, letter] = [0, 0];
  let [lastMany, resumeAt] = [-1, 0];
  while (letter < letters.length) {
    const sign = signs[at];
    if (sign && 'any' in sign && sign.any === 'many') {
      [lastMany, resumeAt] = [at, letter];
      at++;
    } else if (sign && ('any' in sign || sign.is === letters[letter])) {
      at++;
      letter++;
    } else if (lastMany >= 0) {
      // The last wildcard takes one letter more.
      resumeAt++;
      [at, letter] = [lastMany + 1, resumeAt];
    } else return false;
  }
  return signs.slice(at).every((sign) => 'any' in sign && sign.any === 'many');
}

/** A backslash takes from a wildcard its meaning, and from nothing else. */
function signsOf(pattern: string): Sign[] {
  return Array.from(pattern.matchAll(/\\[_%\\]|[\s\S]/gu), ([sign]) => {
    if (sign === '%') return { any: 'many' };
    if (sign === '_') return { any: 'one' };
    return { is: sign.length === 2 && sign.startsWith('\\') ? sign.slice(1) : sign };
  });
}
