/** Ids as one parameter of a statement, `?::uuid[]`: given as an array they would become a parameter each. */
export function idArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
