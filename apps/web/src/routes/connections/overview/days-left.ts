const DAY_MS = 86_400_000;
/** From here on a connection is called degraded for it. */
const SOON_DAYS = 14;

/** Whole days that are left until a moment; less than none after it. */
export const daysLeft = (iso: string, now: number): number => Math.floor((Date.parse(iso) - now) / DAY_MS);

export const endsSoon = (days: number): boolean => days < SOON_DAYS;
