export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `mod+k`, `/`, `c`; the shift that makes a `?` is part of the key already. */
export function keyName(press: KeyPress): string {
  const mod = press.ctrlKey || press.metaKey;
  return (mod ? 'mod+' : '') + press.key.toLowerCase();
}

export interface Match {
  /** The shortcut that fired, if any. */
  hit: string | null;
  /** First half of a chord that waits for its second key. */
  prefix: string;
}

/** Single keys and two-key chords such as `g c`. */
export function matchKey(names: readonly string[], prefix: string, name: string): Match {
  const full = prefix ? `${prefix} ${name}` : name;
  if (names.includes(full)) return { hit: full, prefix: '' };
  if (names.includes(name)) return { hit: name, prefix: '' };
  return { hit: null, prefix: names.some((candidate) => candidate.startsWith(`${name} `)) ? name : '' };
}
