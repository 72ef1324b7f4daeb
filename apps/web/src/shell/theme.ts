import { createSignal } from 'solid-js';
import { writeSetting } from '../lib/settings.ts';

const [dark, setDark] = createSignal(globalThis.document?.documentElement.dataset.theme === 'dark');

export { dark as isDark };

export function toggleTheme(): void {
  const next = !dark();
  setDark(next);
  document.documentElement.dataset.theme = next ? 'dark' : 'light';
  writeSetting('theme', next ? 'dark' : 'light');
}
