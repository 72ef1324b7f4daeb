import { createStore } from 'solid-js/store';

export interface Toast {
  id: number;
  /** `busy`: it stands until what it tells of has ended. */
  tone: 'ok' | 'bad' | 'busy';
  title: string;
  text?: string | undefined;
  progress?: { done: number; total: number } | undefined;
  /** `keeps`: what it begins is told by the same toast, which stays. */
  action?: { label: string; keeps?: boolean; run(): void } | undefined;
}

const MOST = 4;
const [toasts, setToasts] = createStore<Toast[]>([]);
let lastId = 0;

export { setToasts, toasts };

export function showToast(toast: Omit<Toast, 'id'>): number {
  lastId += 1;
  setToasts((shown) => [...shown, { ...toast, id: lastId }].slice(-MOST));
  return lastId;
}

/** Toasts name things of a tenant and act on them: they go with it. */
export function clearToasts(): void {
  setToasts([]);
}

/** A dialog takes the attention: what merely said that all went well has been said. */
export function clearPlainToasts(): void {
  setToasts((shown) => shown.filter((toast) => toast.tone !== 'ok' || toast.action));
}

export function dismissToast(id: number): void {
  setToasts((shown) => shown.filter((toast) => toast.id !== id));
}
