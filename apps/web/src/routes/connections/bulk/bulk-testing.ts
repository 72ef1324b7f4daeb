import { createStore, reconcile } from 'solid-js/store';

/** The connections that are being tested together, wherever they are on screen. */
const [testing, setTesting] = createStore<Record<string, boolean>>({});

export const isBulkTesting = (id: string): boolean => Boolean(testing[id]);

export function setBulkTesting(id: string, isTesting: boolean): void {
  setTesting(id, isTesting);
}

export function clearBulkTesting(): void {
  setTesting(reconcile({}));
}
