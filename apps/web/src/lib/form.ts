import { batch, createSignal } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { type FieldErrors, visibleErrors } from './form-errors.ts';

export interface Form<V extends object> {
  values: V;
  errors: FieldErrors;
  dirty(): boolean;
  /** Any change by the user. */
  edit(patch: Partial<V>): void;
  /** The user left a field: its error may show now. */
  blur(name: string): void;
  /** Errors of the server; each stays until its field is edited. */
  reject(errors: FieldErrors): void;
  /** Whether the values are valid; shows every error and moves the focus to the first when they are not. */
  check(root: HTMLElement, validate?: (values: V) => FieldErrors): boolean;
  /** Back to how it began, as if nothing had been typed. */
  reset(): void;
}

export function createForm<V extends object>(
  initial: V,
  validate: (values: V) => FieldErrors,
  onEdit?: () => void,
): Form<V> {
  const [values, setValues] = createStore<V>({ ...initial });
  const [errors, setErrors] = createStore<FieldErrors>({});
  const [dirty, setDirty] = createSignal(false);
  const touched = new Set<string>();
  let rejected: FieldErrors = {};
  let submitted = false;
  let rules = validate;

  const show = () => setErrors(reconcile({ ...rejected, ...visibleErrors(rules({ ...values }), touched, submitted) }));

  return {
    values,
    errors,
    dirty,
    edit(patch) {
      batch(() => {
        setValues((before) => ({ ...before, ...patch }));
        setDirty(true);
        rejected = Object.fromEntries(Object.entries(rejected).filter(([name]) => !(name in patch)));
        show();
        onEdit?.();
      });
    },
    blur(name) {
      touched.add(name);
      show();
    },
    reject(next) {
      rejected = next;
      show();
    },
    check(root, only = validate) {
      rules = only;
      submitted = true;
      show();
      const valid = Object.keys(only({ ...values })).length === 0;
      if (!valid) focusFirstInvalid(root);
      return valid;
    },
    reset() {
      batch(() => {
        setValues({ ...initial });
        setErrors(reconcile({}));
        setDirty(false);
        touched.clear();
        rejected = {};
        submitted = false;
      });
    },
  };
}

/** In the order of the page, which is the order of reading. */
export function focusFirstInvalid(root: HTMLElement): void {
  queueMicrotask(() => root.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
