/** As much of `fetch` as a client needs. */
export type Fetch = (
  input: string,
  // Each runtime's own types of these differ.
  // biome-ignore lint/suspicious/noExplicitAny: any function that fetches will do
  init?: any,
  // biome-ignore lint/suspicious/noExplicitAny: as above
) => Promise<any>;

/** An API key or a bearer token; neither where a cookie carries the session. */
export interface ClientOptions {
  /** Where the hub is: its origin. */
  url: string;
  apiKey?: string | undefined;
  token?: string | undefined;
  /** Id or slug of the tenant to work in, or a function that answers it for each request. */
  tenant?: string | (() => string | null) | undefined;
  /**
   * How often a call is made again that the server refused for now, with the time to wait (429, 503): 2 unless told. Changes
   * are made again only where the server says that it did not take them at all (429).
   */
  retries?: number | undefined;
  /** Told once where the client and its hub are of versions that misunderstand each other; the console unless given. */
  onWarning?: ((text: string) => void) | undefined;
  fetch?: Fetch | undefined;
}
