import type { AgentProcedure } from '@portolan/router';
import type { Face, Question, Site, Told } from './face.ts';

type Result = { isError?: boolean; content: { text: string }[]; structuredContent?: { error?: { code: string } } };

/** As agents do: a tool, whose long answers come in parts. */
export function toolFace(site: Site, { agent }: AgentProcedure): Face {
  const forms = Object.values(agent.forms ?? {});
  return {
    name: agent.tool,
    shows: (output) => (forms[0] ? forms[0].of(output).trimEnd() : (output ?? null)),
    async ask(question): Promise<Told> {
      const texts: string[] = [];
      for (let part = 1; ; part++) {
        const { told, text, isLast } = await askPart(site, agent.tool, question, part);
        texts.push(text);
        if (told.code !== null) return told;
        const whole = texts.join('\n');
        if (isLast) return { ...told, value: forms[0] ? whole.trimEnd() : JSON.parse(whole) };
      }
    },
  };
}

async function askPart({ world }: Site, tool: string, { input, token, tenant }: Question, part: number) {
  const given = part === 1 ? (input ?? {}) : { ...input, part };
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: given } };
  const headers = { accept: 'application/json, text/event-stream' };
  const answer = await world.api.raw('POST', '/mcp', { token, tenant, body, headers });
  const requests = [answer.headers.get('x-request-id') ?? ''];
  const refused = (code: string) => ({ told: { code, value: undefined, requests }, text: '', isLast: true });
  const { error, result } = answer.body as { error?: { data: { code: string } }; result?: Result };
  if (!result) return refused(error?.data.code ?? '');
  if (result.isError) return refused(result.structuredContent?.error?.code ?? '');
  const [, text = ''] = /<<< data \S+\n([\s\S]*)\n>>> data/.exec(result.content[0]?.text ?? '') ?? [];
  const isLast = !result.content[0]?.text.includes(`"part": ${part + 1}`);
  return { told: { code: null, value: undefined, requests } as Told, text, isLast };
}
