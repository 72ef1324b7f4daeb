import { describe, expect, it } from 'vitest';
import { readConfiguration } from './env.ts';

describe('the address', () => {
  const warnings = (env: Record<string, string>) => readConfiguration(env, false).warnings.join();

  it('of all networks is worth a word while nobody says which of them people use', () => {
    for (const HOST of ['0.0.0.0', '::']) {
      expect(warnings({ HOST })).toContain('PORTOLAN_PUBLIC_URL');
      expect(warnings({ HOST, PORTOLAN_PUBLIC_URL: 'https://hub.example' })).toBe('');
    }
    expect(warnings({})).toBe('');
    expect(warnings({ HOST: '10.0.0.5' })).toBe('');
  });
});

describe('driver hosts', () => {
  const KEY = 'k'.repeat(42).concat('A');
  const read = (env: Record<string, string>) => readConfiguration(env, false).driverHosts;

  it('are none unless they are named, each with its key', () => {
    expect(read({})).toEqual([]);
    const hosts = read({ PORTOLAN_DRIVER_HOST: `https://one.example#${KEY}, http://127.0.0.1:3010#${KEY}` });
    expect(hosts.map(({ url, publicKey }) => [url.href, publicKey])).toEqual([
      ['https://one.example/', KEY],
      ['http://127.0.0.1:3010/', KEY],
    ]);
  });

  it('are called without TLS only where that is said', () => {
    const PORTOLAN_DRIVER_HOST = `http://drivers:3010#${KEY}`;
    expect(() => read({ PORTOLAN_DRIVER_HOST })).toThrow('PORTOLAN_DRIVER_HOST must be https://');
    expect(read({ PORTOLAN_DRIVER_HOST, PORTOLAN_DRIVER_HOST_PLAIN: 'drivers' })).toHaveLength(1);
    expect(() => read({ PORTOLAN_DRIVER_HOST: 'https://user:s3cret@one.example' })).toThrow(
      /^PORTOLAN_DRIVER_HOST must be scheme, host and port alone(?!.*s3cret)/,
    );
  });
});
