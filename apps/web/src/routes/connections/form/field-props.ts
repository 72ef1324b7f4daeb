import type { ConnectionForm } from './connection-form.ts';
import type { FormField } from './form-fields.ts';

/** What every control of the form is given. */
export interface FieldProps<F extends FormField> {
  form: ConnectionForm;
  field: F;
  /** Whether it must be filled in now; a stored secret need not. */
  required: boolean;
  disabled?: boolean;
  hint?: string | undefined;
}
