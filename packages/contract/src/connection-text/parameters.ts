import type { LeftOut } from './connection-text.ts';
import { refuse } from './refusal.ts';

export interface Pair {
  name: string;
  /** Undefined for a name that stands alone. */
  value: string | undefined;
  /** Whether there is a plus in it that some clients read as a blank. */
  isDoubtful?: boolean;
}

/** The names of clients differ in case, blanks, hyphens and underscores alone: `User ID`, `user_id`, `userid`. */
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

/** The parameters of a text. What nobody takes is told at the end. */
export class Parameters {
  readonly #pairs: readonly Pair[];
  readonly #used = new Set<Pair>();
  readonly #left: LeftOut[] = [];

  constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs;
  }

  has(...names: string[]): boolean {
    return this.#of(names).length > 0;
  }

  /** The value under any of the names, which must not be given twice with different ones. */
  take(...names: string[]): string | undefined {
    const found = this.#of(names).filter(({ value }) => value !== undefined && value !== '');
    for (const pair of this.#of(names)) this.#used.add(pair);
    if (new Set(found.map(({ value }) => value)).size > 1) refuse(`${found[0]?.name} is given twice, differently`);
    if (found.some(({ isDoubtful }) => isDoubtful)) {
      refuse(`There is a + in ${found[0]?.name}, which some clients read as a blank: write %2B or %20`);
    }
    return found[0]?.value;
  }

  /** What is understood and needs no place, as long as it has one of these values. */
  accept(name: string, ...values: string[]): boolean {
    const isKnown = ({ value = '' }: Pair) => values.length === 0 || values.includes(value.toLowerCase());
    const known = this.#of([name]).filter(isKnown);
    for (const pair of known) this.#used.add(pair);
    return known.length > 0;
  }

  leave(why: string, ...names: string[]): void {
    for (const pair of this.#of(names)) {
      if (!this.#used.has(pair)) this.note(pair.name, why);
      this.#used.add(pair);
    }
  }

  note(name: string, why: string): void {
    this.#left.push({ name, why });
  }

  left(): LeftOut[] {
    const others = this.#pairs.filter((pair) => !this.#used.has(pair)).map(({ name }) => ({ name }));
    return [...this.#left, ...others];
  }

  #of(names: readonly string[]): Pair[] {
    return this.#pairs.filter(({ name }) => names.includes(plain(name)));
  }
}
