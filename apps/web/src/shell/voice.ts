import { type Arrive, arriver } from './arriver.ts';
import { keepFocusHome } from './keep-focus-home.ts';

/** From the first act on: keeps the focus, and answers what to do whenever another page is opened. */
export function speak(say: (title: string) => void, held: Element): Arrive {
  keepFocusHome(held);
  return arriver(say);
}
