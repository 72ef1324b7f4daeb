import hljs from 'highlight.js/lib/core';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';

hljs.registerLanguage('sql', sql);
hljs.registerLanguage('typescript', typescript);

export type Language = 'sql' | 'typescript';

/** HTML of a source text, escaped, its words marked by classes. */
export function highlight(code: string, language: Language): string {
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}
