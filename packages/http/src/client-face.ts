import type { Hono } from 'hono';

/** The client that this server gives away: built with it, so that the two always agree. */
export interface ClientPackage {
  version: string;
  /** Tells one contract from another. */
  contract: string;
  /** Of the tarball, as package managers write it: `sha512-…`. */
  integrity: string;
  read(file: 'client.tgz' | 'contract.json'): Promise<Uint8Array<ArrayBuffer>>;
}

/** For everyone, and to be kept by whoever is between: the tag says whether it is still the same. */
export function serveClient(app: Hono, client: ClientPackage): void {
  const { read, ...facts } = client;
  const files = [
    { path: '/client.tgz', type: 'application/gzip', tag: client.integrity, body: () => read('client.tgz') },
    {
      path: '/client/contract.json',
      type: 'application/json',
      tag: client.contract,
      body: () => read('contract.json'),
    },
    {
      path: '/client/version',
      type: 'application/json',
      tag: client.integrity,
      body: async () => JSON.stringify(facts),
    },
  ];
  for (const { path, type, tag, body } of files) {
    const headers = { etag: `"${tag}"`, 'cache-control': 'public, max-age=300, must-revalidate' };
    app.get(path, async (c) => {
      const known = c.req.header('if-none-match')?.split(/\s*,\s*/) ?? [];
      if (known.some((one) => one === '*' || one.replace(/^W\//, '') === headers.etag))
        return c.body(null, 304, headers);
      return c.body(await body(), 200, { ...headers, 'content-type': type });
    });
  }
}
