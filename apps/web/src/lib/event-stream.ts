export interface ServerEvent {
  /** `message` where the server gave it no name. */
  name: string;
  data: string;
}

/**
 * The events of a `text/event-stream`, until it ends. By hand: a browser's own EventSource cannot say which tenant it
 * asks for, and the client of the router would double in size by its own.
 */
export async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ServerEvent, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value.replaceAll('\r\n', '\n')).split('\n\n');
    rest = blocks.pop() ?? '';
    yield* blocks.map(parseEvent);
  }
}

function parseEvent(block: string): ServerEvent {
  const event: ServerEvent = { name: 'message', data: '' };
  const lines: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event.name = value;
    if (field === 'data') lines.push(value);
  }
  return { ...event, data: lines.join('\n') };
}
