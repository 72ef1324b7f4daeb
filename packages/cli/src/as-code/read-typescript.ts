import { transform } from 'sucrase';

/** A module without its types, line by line where it was. */
export function withoutTypes(source: string): string {
  return transform(source, { transforms: ['typescript'], disableESTransforms: true }).code;
}

/** The line at which a module cannot be read; null where it can. */
export function faultyLine(source: string): number | null {
  try {
    withoutTypes(source);
    return null;
  } catch (error) {
    const [, line] = /\((\d+):\d+\)$/.exec((error as Error).message) ?? [];
    return line === undefined ? null : Number(line);
  }
}
