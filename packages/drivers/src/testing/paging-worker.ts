/** A worker that pages for ever, as far as it is asked, and tells when it is left: `leave` is answered as a driver would. */
import type { ToWorker } from '../host/protocol.ts';

const paging = new Map<number, { sent: number }>();
const send = (message: object) => process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'load':
      send({ type: 'loaded', kind: message.kind });
      break;
    case 'call':
      begin(message.id, message.call.target.host);
      break;
    case 'more':
      page(message.id);
      break;
    case 'leave':
      paging.delete(message.id);
      send({ type: 'failure', id: message.id, code: 'CANCELLED', message: 'left', stages: [] });
  }
});

function begin(id: number, host: string): void {
  if (host === 'how-many') {
    send({ type: 'answer', id, value: { serverVersion: String(paging.size) } });
    return;
  }
  paging.set(id, { sent: 0 });
  for (let ahead = 0; ahead < 3; ahead++) page(id);
}

function page(id: number): void {
  const call = paging.get(id);
  if (!call) return;
  call.sent++;
  send({ type: 'page', id, page: { kind: 'tables', count: call.sent, json: '[]' } });
}
