/** Debian's Chromium without its window: what pages are looked at with. The tests install it where it is missing. */
export const CHROMIUM = '/usr/bin/chromium-headless-shell';
