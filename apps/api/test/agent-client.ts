import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { leakedSecrets } from '@portolan/testing';
import { expect } from 'vitest';
import type { Harness } from './harness.ts';

// biome-ignore lint/suspicious/noExplicitAny: what tools answer is checked by each test
type Structured = any;

/** What a tool answered, as a client of the SDK has it. */
export interface ToolAnswer {
  isError: boolean;
  text: string;
  structured: Structured;
  requestId: string;
}

export interface AgentClient {
  client: Client;
  /** The answers as they came, latest last. */
  heard: Response[];
  call(tool: string, given?: Record<string, unknown>): Promise<ToolAnswer>;
}

/** The SDK's own client before the app, as an agent of this name. Each answer is scanned for secrets. */
export async function connectAgent(api: Harness, token: string, name = 'test-agent'): Promise<AgentClient> {
  const heard: Response[] = [];
  const fetch = async (input: string | URL, init?: RequestInit) => {
    const response = await api.app.request(String(input), init);
    const everything = (await response.clone().text()) + JSON.stringify([...response.headers]);
    expect(leakedSecrets(everything, api.secrets)).toEqual([]);
    heard.push(response);
    return response;
  };
  const headers = { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(`${api.origin}/mcp`), {
    fetch,
    requestInit: { headers },
  });
  const client = new Client({ name, version: '1.2.3' });
  // The SDK's own types do not fit each other where `undefined` is told from what is not there.
  await client.connect(transport as Transport);
  return {
    client,
    heard,
    async call(tool, given = {}) {
      const result = await client.callTool({ name: tool, arguments: given });
      const [first] = result.content as { text: string }[];
      return {
        isError: result.isError === true,
        text: first?.text ?? '',
        structured: result.structuredContent,
        requestId: heard.at(-1)?.headers.get('x-request-id') ?? '',
      };
    },
  };
}
