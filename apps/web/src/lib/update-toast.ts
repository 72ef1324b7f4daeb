import { setToasts, type Toast, toasts } from './toasts.ts';

/** What has moved on since it was shown; false where the toast is gone. */
export function updateToast(id: number, change: Partial<Omit<Toast, 'id'>>): boolean {
  const isThere = toasts.some((toast) => toast.id === id);
  if (isThere) setToasts((toast) => toast.id === id, change);
  return isThere;
}
