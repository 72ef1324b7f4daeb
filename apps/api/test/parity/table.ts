import type { Meta } from '@portolan/router';
import { COMMANDS } from './commands.ts';
import type { Faces } from './faces-of.ts';

const HEAD = `# Faces

One router defines every procedure; whatever stands in a line of this table is the same procedure, with the same answers, rights and error codes. Each face has its own spelling alone: see [Shapes](api.md#shapes).
A test asks all of them the same, and another writes this page: \`pnpm faces\`.

- **tRPC** has all of them, at \`/trpc/<procedure>\`, and so has the [client](client.md), which calls them as it stands here. A \`.each\` reads the whole of a list.
- **REST** is at these addresses; those of \`/api/connections\` stand below \`/api/v1/connections\` as well.
- **Commands** are those of the [command line](cli.md); how one is asked for its names stands there. \`plan\`, \`apply\`, \`drift\` and \`export\` go by [configs](as-code.md); the rest of its commands are about the terminal, not the hub.
- **Tools** are those of [agents](mcp.md); one with a * is for API keys alone.

Who may: a permission in the active tenant, or *anyone*, *caller* (a person, or an API key), *person* (signed in; no API key), *member* (of the active tenant), *operator*.

| procedure | who may | REST | client | command | tool |
| --- | --- | --- | --- | --- | --- |
`;

const TAIL = `
## Commands that are no one procedure

| command | does | through |
| --- | --- | --- |
`;

/** The page of all faces, as docs/faces.md has it. */
export function facesPage(all: readonly Faces[]): string {
  const others = Object.entries(COMMANDS).flatMap(([name, command]) =>
    'own' in command ? [`| \`portolan ${name}\` | ${command.own} | ${(command.through ?? []).join(', ')} |`] : [],
  );
  return `${HEAD}${all.map(rowOf).join('\n')}\n${TAIL}${others.join('\n')}\n`;
}

function rowOf({ procedure, meta, routes, call, isList, commands, tool }: Faces): string {
  const addresses = routes.filter(({ alias }) => !alias).map(({ route }) => `\`${route.method} ${route.path}\``);
  const calls = [`\`${call}\``, ...(isList ? ['`.each`'] : [])];
  const words = commands.map((command) => `\`portolan ${command}\``);
  const asTool = tool ? `\`${tool.agent.tool}\`${tool.agent.changes ? ' *' : ''}` : '';
  const cells = [procedure, needsOf(meta), addresses.join('<br>'), calls.join(', '), words.join('<br>'), asTool];
  return `| ${cells.join(' | ')} |`;
}

const NAMES = {
  public: 'anyone',
  caller: 'caller',
  session: 'person',
  operator: 'operator',
  tenant: 'member',
} as const;

function needsOf({ access = 'public', rule }: Meta): string {
  const [ids, word] = rule && 'any' in rule ? [rule.any, ' or '] : [rule?.all ?? [], ' and '];
  return ids.length > 0 ? ids.map((id) => `\`${id}\``).join(word) : `*${NAMES[access]}*`;
}
