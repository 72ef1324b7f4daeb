/** One command of virsh, word by word. */
export type Command = readonly string[];

/** Commands as virsh reads them from one argument: each word in quotes of which nothing but a quote ends. */
export function virshScript(commands: readonly Command[]): string {
  return commands.map((words) => words.map(quoted).join(' ')).join('; ');
}

const quoted = (word: string) => (/^[\w./:@=+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
