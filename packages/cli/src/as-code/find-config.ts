import { access } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure.ts';

const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'yaml', 'yml', 'json'] as const;
export type Ending = (typeof ENDINGS)[number];
const NAME = 'portolan.config';

export function endingOf(file: string): Ending {
  const ending = path.extname(file).slice(1) as Ending;
  if (ENDINGS.includes(ending)) return ending;
  throw new Failure(`${file} is no config: it ends in ${ENDINGS.map((one) => `.${one}`).join(', ')}.`);
}

/** The config that is named, or the one that lies in this folder. */
export async function findConfig(named: string | undefined): Promise<string> {
  if (named !== undefined) return path.resolve(named);
  const names = ENDINGS.map((ending) => `${NAME}.${ending}`);
  const there = await Promise.all(
    names.map((name) =>
      access(name).then(
        () => true,
        () => false,
      ),
    ),
  );
  const found = names.filter((_, index) => there[index]);
  const [first, ...others] = found;
  if (!first) throw new Failure(`There is no ${NAME}.ts or its like in this folder: name one by --config.`);
  if (others.length > 0) throw new Failure(`This folder has ${found.join(' and ')}: name one of them by --config.`);
  return path.resolve(first);
}
