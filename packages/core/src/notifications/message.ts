import type { ToldEvent } from './tenant-event.ts';

/** What is sent at once: the first of `count` events, to whoever manages a tenant. */
export interface Message {
  id: string;
  at: Date;
  tenant: { id: string; slug: string; name: string };
  events: ToldEvent[];
  count: number;
  /** Address of the page that tells more. */
  url: string;
}
