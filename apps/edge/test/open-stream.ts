export interface Stream {
  /** Reads on to an event that tells this. */
  until(told: string): Promise<void>;
  leave(): Promise<void>;
}

/** A stream of events, read as a browser does. */
export async function openStream(url: string, headers: Record<string, string>): Promise<Stream> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers: { ...headers, accept: 'text/event-stream' }, signal: leaving.signal });
  if (!answer.ok || !answer.body) throw new Error(`No stream: ${answer.status} ${await answer.text()}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  return {
    async until(told) {
      for (;;) {
        const [event, ...rest] = pending.split('\n\n');
        if (event !== undefined && rest.length > 0) {
          pending = rest.join('\n\n');
          if (event.includes(told)) return;
          continue;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error('The stream has ended');
        pending += value;
      }
    },
    async leave() {
      leaving.abort();
      await reader.closed.catch(() => {});
    },
  };
}
