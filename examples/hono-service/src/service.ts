import { type Client, isClientError } from '@portolan/client';
import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';

/** What pages may know of connections. Who they are is for your own sign-in to say; the key of the hub stays here. */
export function createService(hub: Client<'connections:read' | 'connections:test'>): Hono {
  const service = new Hono();

  service.get('/connections', async (c) => {
    const connections = [];
    // A caller who leaves takes the question to the hub along.
    const { signal } = c.req.raw;
    for await (const { id, name, dbType, health } of hub.connections.list.each({}, { signal })) {
      connections.push({ id, name, dbType, health: health.status });
    }
    return c.json(connections);
  });

  service.post('/connections/:id/test', async (c) => {
    const id = c.req.param('id');
    const { signal } = c.req.raw;
    // A stream has begun when it fails: what is wrong with the id is found out while there is a status to say it with.
    await hub.connections.get.query({ id }, { signal });
    const progress = await hub.connections.watchSaved.mutate({ id }, { signal });
    const send = async (stream: SSEStreamingApi) => {
      for await (const news of progress) {
        const { ok, text } =
          news.type === 'stage'
            ? { ok: news.stage.ok, text: news.stage.stage }
            : { ok: news.result.success, text: news.result.message };
        await stream.writeSSE({ event: news.type, data: JSON.stringify({ ok, text }) });
      }
    };
    // What fails on the way is told as an event, `error`.
    return streamSSE(c, send, async () => {});
  });

  service.onError((error, c) => {
    if (!isClientError(error)) return c.json({ error: 'INTERNAL' }, 500);
    const { code, message, requestId } = error;
    switch (code) {
      case 'VALIDATION_ERROR':
        return c.json({ error: code, message }, 400);
      case 'NOT_FOUND':
        return c.json({ error: code, message }, 404);
      default:
        // What the hub says of the key is for whoever runs this service: its callers did nothing wrong.
        console.error(`${code}: ${message} (request ${requestId})`);
        return c.json({ error: 'UNAVAILABLE' }, 503);
    }
  });
  return service;
}
