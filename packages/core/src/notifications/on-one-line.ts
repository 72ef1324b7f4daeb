/** What ends a line, cannot be seen or turns around what follows. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

/** A name within a text of ours, which it can neither break nor turn around: names are anybody's. */
export function onOneLine(name: string): string {
  return name.replace(UNSEEN, ' ');
}
