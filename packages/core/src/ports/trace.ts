/** What a step of a request belongs to: the call of a procedure, or the verb that it calls. */
export type TracedStep = 'procedure' | 'verb';

/** Does the work, and tells whoever follows requests how long it took and whether it failed; nothing of what it is about. */
export type Trace = <T>(name: string, step: TracedStep, work: () => T) => T;
