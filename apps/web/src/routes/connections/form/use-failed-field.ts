import { type Accessor, createEffect, createMemo, mergeProps } from 'solid-js';
import { failedStage, outcomeOf } from '../../../lib/stages.ts';
import type { ConnectionForm } from './connection-form.ts';
import { type FailedField, failedField } from './failed-field.ts';
import { t } from './test-texts.ts';
import type { DraftTest } from './use-draft-test.ts';

export interface MarkedForm {
  /** The form, with the field that the test stopped at marked as long as its result stands. */
  form: ConnectionForm;
  field: Accessor<FailedField | undefined>;
  focusField(): void;
}

/** Brings the cause of a failed test into sight, beside the result. */
export function useFailedField(form: ConnectionForm, test: DraftTest, root: () => HTMLElement): MarkedForm {
  const stopped = () => {
    const result = test.result();
    return result && outcomeOf(result) === 'failure' ? failedStage(result.stages) : undefined;
  };
  const field = createMemo(() => failedField(stopped(), form.values));
  const marks = () => {
    const name = field()?.name;
    return name
      ? {
          [name]: t()
            .stoppedHere(stopped()?.message ?? '')
            .trim(),
        }
      : {};
  };
  const find = () => root().querySelector<HTMLElement>(`[name="${field()?.name}"]`);
  createEffect(() => {
    if (!field()) return;
    // Once the result has taken its place, so that it does not cover the field again.
    requestAnimationFrame(() => find()?.scrollIntoView({ block: 'center' }));
  });
  return {
    form: mergeProps(form, {
      get errors() {
        return { ...marks(), ...form.errors };
      },
    }),
    field,
    focusField: () => find()?.focus(),
  };
}
