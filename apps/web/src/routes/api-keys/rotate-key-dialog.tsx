import { type ListedApiKey, type RotatedApiKey, USUAL_OVERLAP_HOURS } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For } from 'solid-js';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { Select } from '../../components/ui/select.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { t } from './dialog-texts.ts';
import { LIFETIMES, lifetimeText, OVERLAPS, overlapText, toRotation } from './key-draft.ts';
import { apiKeyQueries } from './queries.ts';

interface RotateKeyDialogProps {
  apiKey: ListedApiKey;
  onRotated(key: RotatedApiKey): void;
  onClose(): void;
}

export default function RotateKeyDialog(props: RotateKeyDialogProps) {
  const queries = useQueryClient();
  const { id, name } = props.apiKey;
  const [problem, setProblem] = createSignal<string | null>(null);
  const [overlapHours, setOverlap] = createSignal(USUAL_OVERLAP_HOURS);
  const [days, setDays] = createSignal<number | null>(null);
  const rotate = useMutation(() => ({
    mutationFn: () => {
      const draft = { overlapHours: overlapHours(), days: days() };
      return api.apiKeys.rotate.mutate(toRotation(id, draft, Date.now()));
    },
    // The secret must not stay in memory longer than it is shown.
    gcTime: 0,
  }));
  const submit = async () => {
    try {
      const key = await rotate.mutateAsync();
      props.onClose();
      props.onRotated(key);
      await queries.invalidateQueries({ queryKey: apiKeyQueries.all });
    } catch (error) {
      setProblem(toFailure(error).message);
    }
  };
  return (
    <FormDialog
      title={t().rotateTitle(name)}
      description={t().rotateText}
      submitLabel={t().rotate}
      problem={problem()}
      busy={rotate.isPending}
      dirty={false}
      class="max-w-md"
      initialFocus="select"
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <Field label={t().overlap}>
        {(field) => (
          <Select {...field} class="w-full" onChange={(event) => setOverlap(Number(event.currentTarget.value))}>
            <For each={OVERLAPS}>
              {(hours) => (
                <option value={hours} selected={overlapHours() === hours}>
                  {overlapText(hours)}
                </option>
              )}
            </For>
          </Select>
        )}
      </Field>
      <Field label={t().newLifetime}>
        {(field) => (
          <Select
            {...field}
            class="w-full"
            onChange={({ currentTarget: { value } }) => setDays(value === '' ? null : Number(value))}
          >
            <option value="" selected={days() === null}>
              {t().asBefore}
            </option>
            <For each={LIFETIMES}>
              {(lifetime) => (
                <option value={lifetime} selected={days() === lifetime}>
                  {lifetimeText(lifetime)}
                </option>
              )}
            </For>
          </Select>
        )}
      </Field>
    </FormDialog>
  );
}
