import { createClient, isClientError } from '@portolan/client';

// The server of this page passes it on, with the key that this page never sees.
const hub = createClient<'connections:read'>({ url: location.origin });

const search = element<HTMLInputElement>('search');
let asking = new AbortController();

search.addEventListener('input', () => void show(search.value));
await Promise.all([show(''), tellHealth()]);

/** Whatever was asked for before is left: the last question is the one that is answered. */
async function show(text: string): Promise<void> {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  try {
    const rows: HTMLLIElement[] = [];
    for await (const { name, host, health } of hub.connections.list.each({ search: text }, { signal })) {
      const row = document.createElement('li');
      row.textContent = `${name}, on ${host}: ${health.status}`;
      rows.push(row);
    }
    element('connections').replaceChildren(...rows);
    element('failure').textContent = '';
  } catch (error) {
    tell(error);
  }
}

/** From now on, and again by itself after a break. */
async function tellHealth(): Promise<void> {
  try {
    for await (const { summary } of hub.health.live.subscribe()) {
      element('health').textContent = `${summary.total} connections, ${summary.unreachable} unreachable`;
    }
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  if (!isClientError(error)) throw error;
  // Left for a newer question: nothing went wrong.
  if (error.code !== 'ABORTED') element('failure').textContent = `${error.message} (${error.code})`;
}

function element<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}
