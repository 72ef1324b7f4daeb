const WORD = '[^<>{}[\\]]*(?:pass|pwd|secret|token|your)[^<>{}[\\]]*';
const PLACEHOLDERS = [
  new RegExp(`^(?:<${WORD}>|\\[${WORD}\\]|\\{${WORD}\\})$`, 'i'),
  /^\$\{[^{}]*\}$|^\$\([^()]*\)$|^\{\{[^{}]*\}\}$/,
  /^[*•]{3,}$/,
  /^your[ _-]?(?:own[ _-]?)?password(?:[ _-]?here)?$/i,
];

/** What the pages of providers put where the password belongs: `[YOUR-PASSWORD]`, `{your_password}`, `****`. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(text));
}
