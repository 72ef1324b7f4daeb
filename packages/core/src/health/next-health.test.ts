import { HEALTH_STATUSES } from '@portolan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HealthState, UNKNOWN } from './health-state.ts';
import { type IncidentChange, nextHealth, type Seen, unwatched } from './next-health.ts';

const minute = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, n));
type Letter = 'w' | 's' | 'f';
const seenAs = (letter: Letter, n: number): Seen =>
  letter === 'f' ? { at: minute(n), ok: false } : { at: minute(n), ok: true, reasons: letter === 's' ? ['slow'] : [] };

/** Walks a word of checks, one a minute: f fails, w is well, s is slow. */
function walk(word: readonly Letter[], from: HealthState = UNKNOWN) {
  const states: HealthState[] = [];
  const incidents: IncidentChange[] = [];
  let state = from;
  word.forEach((letter, n) => {
    const turn = nextHealth(state, seenAs(letter, n));
    state = turn.state;
    states.push(state);
    if (turn.incident) incidents.push(turn.incident);
  });
  return { state, states, incidents };
}
const word = (text: string) => [...text] as Letter[];

describe('the table', () => {
  it.each([
    // word, status in the end, since which minute
    ['w', 'healthy', 0],
    ['s', 'degraded', 0],
    ['f', 'unknown', null],
    ['ff', 'unreachable', 0],
    ['wf', 'healthy', 0],
    ['wff', 'unreachable', 1],
    ['wfw', 'healthy', 0],
    ['wfwf', 'healthy', 0],
    ['wffw', 'unreachable', 1],
    ['wffww', 'healthy', 3],
    ['wffws', 'degraded', 3],
    ['wffwfww', 'healthy', 5],
    ['ws', 'healthy', 0],
    ['wss', 'degraded', 1],
    ['wssw', 'degraded', 1],
    ['wssww', 'healthy', 3],
    ['wsws', 'healthy', 0],
    ['wssff', 'unreachable', 3],
    ['wsfs', 'healthy', 0],
  ])('%s is %s since %s', (text, status, since) => {
    const { state } = walk(word(text));
    expect([state.status, state.since]).toEqual([status, since === null ? null : minute(since)]);
  });

  it('opens an incident with the first check that failed, and closes it with the first that went well', () => {
    expect(walk(word('wwffffwfwwwff')).incidents).toEqual([
      { change: 'opened', at: minute(2) },
      { change: 'closed', at: minute(8) },
      { change: 'opened', at: minute(11) },
    ]);
  });

  it('forgets what it no longer looks at, and closes what was open', () => {
    const { state } = walk(word('wff'));
    const turn = unwatched(state, minute(9));
    expect(turn).toEqual({ state: { ...UNKNOWN, since: minute(9) }, incident: { change: 'closed', at: minute(9) } });
    expect(unwatched(turn.state, minute(12))).toEqual({ state: turn.state, incident: null });
  });
});

describe('whatever comes', () => {
  const words = fc.array(fc.constantFrom<Letter>('w', 's', 'f'), { maxLength: 200 });
  const always = (property: (letters: Letter[]) => void) => fc.assert(fc.property(words, property), { numRuns: 500 });

  it('status follows from what was seen, as two in a row say', () => {
    always((letters) => {
      let expected: string = 'unknown';
      walk(letters).states.forEach(({ status }, n) => {
        const [last, now] = [letters[n - 1], letters[n]];
        const quality = now === 's' ? 'degraded' : 'healthy';
        if (now === 'f') expected = last === 'f' ? 'unreachable' : expected;
        else if (expected === 'unknown') expected = quality;
        else if (expected === 'unreachable') expected = last === 'w' || last === 's' ? quality : expected;
        else if (last === now) expected = quality;
        expect(status).toBe(expected);
      });
    });
  });

  it('incidents alternate, in the order of time, and one is open exactly while the status is unreachable', () => {
    always((letters) => {
      const { states, incidents } = walk(letters);
      incidents.forEach(({ change, at }, n) => {
        expect(change).toBe(n % 2 === 0 ? 'opened' : 'closed');
        const before = incidents[n - 1];
        if (before) expect(at.getTime()).toBeGreaterThan(before.at.getTime());
      });
      const isOpen = incidents.length % 2 === 1;
      expect(states.at(-1)?.status === 'unreachable').toBe(isOpen);
    });
  });

  it('flapping opens no incident: no two failures in a row, none', () => {
    always((letters) => {
      const flapping = letters.flatMap((letter): Letter[] => (letter === 'f' ? ['f', 'w'] : [letter]));
      expect(walk(flapping).incidents).toEqual([]);
    });
  });

  it('it is told since when, never in the future, and why, exactly where it is degraded', () => {
    always((letters) => {
      walk(letters).states.forEach((state, n) => {
        expect(HEALTH_STATUSES).toContain(state.status);
        if (state.status !== 'unknown') expect(state.since).not.toBeNull();
        expect((state.since ?? minute(0)).getTime()).toBeLessThanOrEqual(minute(n).getTime());
        expect(state.reasons.length > 0).toBe(state.status === 'degraded');
        expect(state.failures === 0 || state.successes === 0).toBe(true);
      });
    });
  });

  it('is a function: the same checks come to the same, and nothing that was given is changed', () => {
    always((letters) => {
      const before = structuredClone(UNKNOWN);
      expect(walk(letters)).toEqual(walk(letters));
      expect(UNKNOWN).toEqual(before);
    });
  });
});
