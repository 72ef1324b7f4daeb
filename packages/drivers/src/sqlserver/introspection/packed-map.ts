import { tooMuch } from '../hand-over.ts';

/** Far beyond a hundred thousand tables, and far from the memory limit. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** Values by number, kept as JSON: a tenth of what their objects would take. */
export class PackedMap<T> {
  readonly #packed = new Map<number, string>();
  #characters = 0;

  /** Fails QUERY_FAILED where more comes than a catalogue holds. */
  set(key: number, value: T): void {
    const text = JSON.stringify(value);
    this.#characters += text.length;
    if (this.#characters > MAX_CHARACTERS) throw tooMuch();
    this.#packed.set(key, text);
  }

  /** Each value is wanted once. */
  take(key: number): T | undefined {
    const text = this.#packed.get(key);
    this.#packed.delete(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }
}
