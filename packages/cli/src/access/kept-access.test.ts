import { describe, expect, it } from 'vitest';

import { settingsFolder } from './kept-access.ts';

const folder = (platform: string, env: Record<string, string> = {}) =>
  settingsFolder({ platform, env, home: '/home/ada' });

describe('the folder for settings', () => {
  it('is that of the platform', () => {
    expect(folder('linux')).toBe('/home/ada/.config/portolan');
    expect(folder('linux', { XDG_CONFIG_HOME: '/etc/ada' })).toBe('/etc/ada/portolan');
    expect(folder('darwin')).toBe('/home/ada/Library/Application Support/portolan');
    expect(folder('win32', { APPDATA: '/roaming' })).toBe('/roaming/portolan');
  });
});
