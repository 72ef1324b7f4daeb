import { type HttpAnswer, json } from './json-answer.ts';
import type { DatabricksEmulatorOptions, RecordedRequest } from './options.ts';

/** The API of warehouses and clusters: their state, and their start, which is counted and starts nothing. */
export class StateEndpoint {
  readonly #ids: string[];
  readonly #state: NonNullable<DatabricksEmulatorOptions['state']>;
  starts = 0;

  constructor(paths: readonly string[], state: DatabricksEmulatorOptions['state']) {
    this.#ids = paths.map((path) => path.split('/').at(-1) ?? '');
    this.#state = state ?? (() => ({ state: 'RUNNING' }));
  }

  /** Undefined for a path that is none of its own. */
  answer({ method, path }: RecordedRequest): HttpAnswer | undefined {
    if (!path.startsWith('/api/2.')) return undefined;
    const { pathname, searchParams } = new URL(path, 'https://workspace');
    if (pathname.endsWith('/start')) {
      this.starts++;
      return json(200, {});
    }
    const id = /\/sql\/warehouses\/([^/]+)$/.exec(pathname)?.[1] ?? searchParams.get('cluster_id');
    if (method !== 'GET' || !id || !this.#ids.includes(id)) {
      return json(404, { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No such warehouse.' });
    }
    return json(200, { id, name: 'Emulator', ...this.#state() });
  }
}
