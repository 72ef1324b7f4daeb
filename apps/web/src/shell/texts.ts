import { localized } from '../lib/locale.ts';
import { shell } from '../locales/en.ts?shell';

export const t = localized('shell', shell);
