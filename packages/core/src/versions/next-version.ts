/** When something is changed: later than its last change even where the clock has not moved on. */
export function nextVersion(last: Date): Date {
  return new Date(Math.max(Date.now(), last.getTime() + 1));
}

/** What the audit log keeps of it, so that it can tell who changed what since a version. */
export interface VersionStep {
  from: string;
  to: string;
}

export function stepOf(from: Date, to: Date): { version: VersionStep } {
  return { version: { from: from.toISOString(), to: to.toISOString() } };
}
