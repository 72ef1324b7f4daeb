/** The file of what the frame of the pages inside is made of (see `inside-chunk.ts`). */
const FRAME = /\binside-/;
const PAGE = /-page-/;

/**
 * What is fetched together with a file. Pages fetch all that they are made of at once; dialogs find most of it there, and
 * the list of it is in the entry. A page inside never is there without the frame, which has fetched its own already: that
 * stands in the frame's list alone.
 */
export function fetchedAtOnce(): (file: string, dependencies: string[]) => string[] {
  let frame: ReadonlySet<string> = new Set();
  return (file, dependencies) => {
    if (FRAME.test(file)) frame = new Set([file, ...dependencies]);
    else if (!PAGE.test(file)) return [];
    else if (dependencies.some((one) => FRAME.test(one))) return dependencies.filter((one) => !frame.has(one));
    return dependencies;
  };
}
