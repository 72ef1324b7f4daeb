import assert from 'node:assert/strict';
import type { SmokeCase } from '../door.ts';
import { eventually } from '../eventually.ts';
import { beginRequest, listens } from '../under-way.ts';

/** The last of a walk: nothing serves after it. */
export const ENDING: SmokeCase = {
  name: 'a stop answers whoever is under way, and nobody else',
  async run({ options }) {
    const request = await beginRequest(options.url);
    const ended = options.stop();
    await eventually(async () => !(await listens(options.url)));
    assert.match(await request.finish(), /^HTTP\/1\.1 400 /);
    assert.equal(await ended, 0);
  },
};
