/** Chooses between the forms of a noun as a language does; `#` in them is the number, written as there. */
export function plural(language: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, one, other) => (rules.select(count) === 'one' ? one : other).replace('#', numbers.format(count));
}
