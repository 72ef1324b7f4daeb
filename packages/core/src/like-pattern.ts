/** A search text as a pattern for ilike; what the caller typed matches itself, % and _ included. Null for no text. */
export function likePattern(search: string | undefined): string | null {
  const text = search?.trim();
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
}
