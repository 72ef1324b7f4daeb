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
