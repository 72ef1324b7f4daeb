export interface Argon2idCost {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/** Bytes that a password and a salt come to; the event loop does not wait for them. */
export type Argon2id = (password: string, salt: Uint8Array, cost: Argon2idCost) => Promise<Uint8Array>;

/** What a PHC text of ours ends with. */
export const TAG_BYTES = 32;
