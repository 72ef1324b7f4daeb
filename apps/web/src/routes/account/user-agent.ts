import { t } from './texts.ts';

/** The first that matches wins: many browsers also call themselves by the names of others. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|HeadlessChrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const PHONES = new Set(['iPhone', 'iPad', 'Android']);

/** The command line, on a device that a person has approved by this name. */
const COMMAND_LINE = /^portolan on (.+)$/;

export interface Device {
  /** "Firefox on Windows" */
  name: string;
  kind: 'computer' | 'phone' | 'program';
}

/** A device in words, from what its browser calls itself. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return { name: t().unknownDevice, kind: 'program' };
  const named = COMMAND_LINE.exec(userAgent)?.[1];
  if (named) return { name: t().portolanOn(named), kind: 'program' };
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (!system) return { name: browser ?? (userAgent.split(/[\s/]/)[0] || t().unknownDevice), kind: 'program' };
  const kind = PHONES.has(system) ? 'phone' : 'computer';
  return { name: browser ? t().browserOn(browser, system) : system, kind };
}
