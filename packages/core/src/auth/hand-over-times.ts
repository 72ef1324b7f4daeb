/** How long a device waits for a person. */
export const HAND_OVER_SECONDS = 600;
/** How often a device may ask whether they have decided. */
export const POLL_SECONDS = 2;
