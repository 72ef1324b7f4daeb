/**
 * The one cookie of that name in a `Cookie` header, as it stands there: names are literal and values are not decoded, so
 * that nothing but the name itself is taken for it, and what other sites of the host have set cannot break it. Null
 * where there is none, and where there are two: nobody can tell which of them is ours.
 */
export function readCookie(header: string, name: string): string | null {
  const values = header
    .split(';')
    // Blanks and tabs alone stand around a pair: any other space belongs to the name.
    .map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? (values[0] as string) : null;
}
