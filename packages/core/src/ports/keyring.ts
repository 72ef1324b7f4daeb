/** One key of the installation: purposes get their own keys from it, so that none is used for two things. */
export interface MasterKey {
  /** Stands beside each ciphertext; derived from the key, tells nothing about it. */
  id: string;
  encryption: CryptoKey;
  /** Seed of the Ed25519 key that signs tokens. */
  signingSeed: Uint8Array<ArrayBuffer>;
  /** HMAC key that chains the audit events. */
  audit: CryptoKey;
  /** HMAC key that short codes are stored under: they are too few for a hash that anybody can compute. */
  codes: CryptoKey;
}

/** The current key encrypts and signs; the previous ones only decrypt and verify. */
export interface Keyring {
  current: MasterKey;
  all: readonly MasterKey[];
  find(id: string): MasterKey | undefined;
}
