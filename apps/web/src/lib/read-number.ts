/** A number as people write it, with a point or a comma; undefined where there is none, NaN where it is no number. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? undefined : Number(plain);
}
