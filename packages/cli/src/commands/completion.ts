import { Argument, type Command } from 'commander';
import type { Cli } from '../cli.ts';
import { candidates } from './candidates.ts';

/** Each shell asks the program itself, so that what it offers is what there is. */
const SCRIPTS = {
  bash: `_portolan() {
  local IFS=$'\\n'
  COMPREPLY=($(portolan __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _portolan portolan
`,
  zsh: `#compdef portolan
_portolan() {
  local -a found
  found=("\${(@f)$(portolan __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n $found[1] ]]; then compadd -- $found; else _files; fi
}
compdef _portolan portolan
if [[ $funcstack[1] == _portolan ]]; then _portolan; fi
`,
  fish: `function __portolan_complete
  set -l words (commandline -opc) (commandline -ct)
  portolan __complete -- $words[2..-1] 2>/dev/null
end
complete -c portolan -a '(__portolan_complete)'
`,
} as const;

export function addCompletion(program: Command, cli: Cli): void {
  program
    .command('completion')
    .description('a script that completes commands in a shell')
    .addArgument(new Argument('<shell>').choices(Object.keys(SCRIPTS)))
    .addHelpText(
      'after',
      '\nbash: eval "$(portolan completion bash)"\nzsh:  eval "$(portolan completion zsh)"\nfish: portolan completion fish | source',
    )
    .action((shell: keyof typeof SCRIPTS) => {
      const script = SCRIPTS[shell];
      if (cli.isJson) cli.terminal.json({ shell, script });
      else cli.terminal.text(script);
    });
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => {
      for (const each of candidates(program, words)) cli.terminal.line(each);
    });
}
