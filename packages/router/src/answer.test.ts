import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { answer, checkAnswers } from './answer.ts';
import { answerEach } from './answer-each.ts';

const Item = z.strictObject({ id: z.guid(), inner: z.array(z.strictObject({ name: z.string() })) });
const closed = { id: '01890000-0000-7000-8000-000000000001', inner: [{ name: 'a' }] };
const planted = { ...closed, hash: 'x', inner: [{ name: 'a', secret: 'y' }] };

async function all(pieces: AsyncIterable<unknown>): Promise<unknown[]> {
  const told: unknown[] = [];
  for await (const piece of pieces) told.push(piece);
  return told;
}

afterEach(() => checkAnswers(false));

describe('answer', () => {
  it('closes what it is given, piece by piece where it comes in pieces', async () => {
    expect(answer(Item).parse(planted)).toEqual(closed);
    async function* pieces() {
      yield planted;
      yield closed;
    }
    const told = await all(answerEach(Item).parse(pieces()));
    expect(told).toEqual([closed, closed]);
  });

  it('is loud in tests: about what is not declared, and about another form', async () => {
    checkAnswers();
    expect(() => answer(Item).parse(planted)).toThrow(z.core.$ZodError);
    expect(() => answer(Item).parse({ ...closed, id: 'no id' })).toThrow(z.core.$ZodError);
    async function* pieces() {
      yield planted;
    }
    await expect(all(answerEach(Item).parse(pieces()))).rejects.toThrow(z.core.$ZodError);
  });
});
