import { isClientError } from '@portolan/client';

/** Why one change was not made. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Any failure of a change as one. What is no answer of a hub's is nobody's to explain here. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!isClientError(error)) throw error;
  const { code, message, issues } = error;
  if (code === 'NETWORK') return new Refusal(code, 'The hub cannot be reached');
  const told = code === 'VALIDATION_ERROR' && issues.length > 0;
  return new Refusal(code, told ? issues.map((one) => `${one.path}: ${one.message}`).join('; ') : message);
}

/** What ends a whole run: whatever comes after would fail for the same reason. */
const FINAL: ReadonlySet<string> = new Set(['NETWORK', 'UNAUTHORIZED', 'RATE_LIMITED', 'ABORTED']);
export const isFinal = ({ code }: Refusal): boolean => FINAL.has(code);
