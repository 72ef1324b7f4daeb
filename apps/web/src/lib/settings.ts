type Setting = 'tenant' | 'theme' | 'hotkeys' | 'language' | 'list' | 'split' | 'recent';

const key = (name: Setting) => `portolan.${name}`;

/** What this browser remembers. Storage may be absent or switched off; then nothing is remembered. */
export function readSetting(name: Setting): string | null {
  try {
    return localStorage.getItem(key(name));
  } catch {
    return null;
  }
}

export function writeSetting(name: Setting, value: string): void {
  try {
    localStorage.setItem(key(name), value);
  } catch {
    // Nothing to do: the choice lasts until the page is left.
  }
}

export function removeSetting(name: Setting): void {
  try {
    localStorage.removeItem(key(name));
  } catch {
    // See writeSetting.
  }
}
