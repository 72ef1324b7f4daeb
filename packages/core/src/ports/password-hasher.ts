/** Hashes passwords, in PHC format, off the main thread. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** The hash of a password under the settings (cost and salt) of another: equal if, and only if, the passwords are. */
  rehash(settings: string, password: string): Promise<string>;
}
