import { ERROR_CODES, errorKind } from '@portolan/contract';
import type { Answer } from '../answer.ts';
import type { World } from './world.ts';

/** Calls a tool as agents do, and answers with the status that its failure has on the other faces. */
export async function askTool(
  api: World['api'],
  tool: string,
  { input, token, tenant }: { input: object | undefined; token: string | undefined; tenant: string | undefined },
): Promise<Answer> {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: input ?? {} } };
  const headers = { accept: 'application/json, text/event-stream' };
  const answer = await api.raw('POST', '/mcp', { token, tenant, body, headers });
  const { isError, structuredContent } = answer.body.result ?? {};
  if (!isError) return answer;
  const code = ERROR_CODES.find((one) => one === structuredContent.error.code);
  return { ...answer, status: code ? errorKind(code).status : 500 };
}
