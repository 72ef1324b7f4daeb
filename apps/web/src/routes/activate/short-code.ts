/** The letters of the hub's codes; the server has the last word on them. */
const CODE = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

/** A code in the spelling that devices show, however it was typed; null where it is none. */
export function readShortCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return CODE.test(letters) ? `${letters.slice(0, 4)}-${letters.slice(4)}` : null;
}

/** The code of a link, which stands in the fragment. */
export function codeOfLink(hash: string): string | null {
  return readShortCode(new URLSearchParams(hash.replace(/^#/, '')).get('code') ?? '');
}
