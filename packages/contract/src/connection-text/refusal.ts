/** A text that is about a connection and is not taken over; the message says why, and never quotes a value. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}
