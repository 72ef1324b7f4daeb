/**
 * Whether a name is of a pattern, in which `*` stands for anything and all else for itself, whatever the case. Each step
 * goes forward in the name or moves the last `*` on: never more of them than the two lengths multiplied.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  const [text, glob] = [name.toLowerCase(), pattern.toLowerCase()];
  let [at, in_] = [0, 0];
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (glob[in_] === '*') {
      star = in_++;
      resume = at;
    } else if (in_ < glob.length && glob[in_] === text[at]) {
      at++;
      in_++;
    } else if (star >= 0) {
      in_ = star + 1;
      at = ++resume;
    } else return false;
  }
  return /^\**$/.test(glob.slice(in_));
}
