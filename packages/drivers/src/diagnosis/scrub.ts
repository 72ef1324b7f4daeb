const MAX = 300;

/** Makes text of a foreign server safe to show: no secret in any common spelling, no control characters, bounded. */
export function scrub(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const spelling of secrets.flatMap(spellingsOf)) clean = clean.replaceAll(spelling, '***');
  clean = clean.replace(/\p{Cc}+/gu, ' ').trim();
  return clean.length > MAX ? `${clean.slice(0, MAX).toWellFormed()}…` : clean;
}

function spellingsOf(secret: string): string[] {
  if (secret === '') return [];
  const bytes = Buffer.from(secret);
  const spellings = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
  // The longest first: a shorter spelling must not break up a longer one.
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}
