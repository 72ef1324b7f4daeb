import { createSignal } from 'solid-js';

/** How a person reads times; a time zone of null is that of the browser. */
export interface TimeChoice {
  timeZone: string | null;
  times: 'relative' | 'absolute';
}

const [timeChoice, setTimeChoice] = createSignal<TimeChoice>({ timeZone: null, times: 'relative' });

export { setTimeChoice, timeChoice };
