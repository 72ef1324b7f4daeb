import { createStore } from 'solid-js/store';

export interface Toast {
  id: number;
  tone: 'ok' | 'bad';
  title: string;
  text?: string | undefined;
  action?: { label: string; run(): void } | undefined;
}

const MOST = 4;
const [toasts, setToasts] = createStore<Toast[]>([]);
let lastId = 0;

export { toasts };

export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  setToasts((shown) => [...shown, { ...toast, id: lastId }].slice(-MOST));
}

/** Toasts name things of a tenant and act on them: they go with it. */
export function clearToasts(): void {
  setToasts([]);
}

/** A dialog takes the attention: what merely said that all went well has been said. */
export function clearPlainToasts(): void {
  setToasts((shown) => shown.filter((toast) => toast.tone === 'bad' || toast.action));
}

export function dismissToast(id: number): void {
  setToasts((shown) => shown.filter((toast) => toast.id !== id));
}
