import { expect, it } from 'vitest';
import { readEvents, type ServerEvent } from './event-stream.ts';

async function eventsOf(...chunks: string[]): Promise<ServerEvent[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body)) events.push(event);
  return events;
}

it('reads events wherever the network cut them', async () => {
  const whole = 'event: connected\ndata: {}\n\ndata: {"a":1}\n\nevent: return\ndata:\n\n';
  const expected = [
    { name: 'connected', data: '{}' },
    { name: 'message', data: '{"a":1}' },
    { name: 'return', data: '' },
  ];
  expect(await eventsOf(whole)).toEqual(expected);
  expect(await eventsOf(...whole)).toEqual(expected);
});

it('joins the lines of one event, and passes over comments', async () => {
  expect(await eventsOf(': hello\nid: 7\ndata: a\r\ndata: b\r\n\r\n')).toEqual([{ name: 'message', data: 'a\nb' }]);
});

it('leaves out an event that never ended', async () => {
  expect(await eventsOf('data: whole\n\ndata: hal')).toEqual([{ name: 'message', data: 'whole' }]);
});
