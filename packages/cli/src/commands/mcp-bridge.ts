interface Message {
  id?: string | number | null;
  method?: unknown;
  result?: { protocolVersion?: unknown };
  error?: unknown;
}

export interface BridgeEnds {
  /** Sends a message to the hub. */
  post(body: string, headers: Record<string, string>): Promise<Response>;
  /** Gives a message to whoever asks. */
  write(message: Message): void;
  /** Says what no message can carry. */
  note(text: string): void;
}

const NOT_JSON = -32_700;
const NOT_ANSWERED = -32_000;
const ACCEPT = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

/**
 * Carries messages between a program that speaks MCP in lines and a hub that speaks it over HTTP, until the lines end.
 * What is asked at once is answered as it comes; only the beginning is waited for, as all else goes by what it says.
 */
export async function bridge(lines: AsyncIterable<string>, ends: BridgeEnds): Promise<void> {
  const session: Record<string, string> = {};
  const underWay = new Set<Promise<void>>();
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const message = messageOf(line);
    if (!message) {
      ends.write(failed(null, NOT_JSON, 'The line is no message'));
      continue;
    }
    const carried: Promise<void> = carry(line, message, session, ends).finally(() => underWay.delete(carried));
    underWay.add(carried);
    if (message.method === 'initialize') await carried;
  }
  await Promise.all(underWay);
}

async function carry(line: string, message: Message, session: Record<string, string>, ends: BridgeEnds): Promise<void> {
  const tell = (answer: Message) => {
    // What nobody waits for is answered by nobody.
    if (message.id !== undefined) ends.write(answer);
    else if (answer.error) ends.note('The hub did not take a notification.');
  };
  try {
    const response = await ends.post(line, { ...ACCEPT, ...session });
    const text = await response.text();
    if (text === '') return;
    const answer = messageOf(text);
    if (!answer) return tell(failed(message.id, NOT_ANSWERED, `The hub answered ${response.status}, and no message`));
    if (message.method === 'initialize') keep(session, response, answer);
    // What is refused before it is read names no message.
    tell(response.ok ? answer : { ...answer, id: message.id ?? null });
  } catch {
    tell(failed(message.id, NOT_ANSWERED, 'The hub was not reached'));
  }
}

function keep(session: Record<string, string>, { headers }: Response, { result }: Message): void {
  const id = headers.get('mcp-session-id');
  if (id) session['mcp-session-id'] = id;
  if (typeof result?.protocolVersion === 'string') session['mcp-protocol-version'] = result.protocolVersion;
}

function messageOf(text: string): Message | null {
  try {
    const message: unknown = JSON.parse(text);
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? message : null;
  } catch {
    return null;
  }
}

function failed(id: Message['id'], code: number, message: string): Message & { jsonrpc: '2.0' } {
  return { jsonrpc: '2.0', id: id ?? null, error: { code, message } };
}
