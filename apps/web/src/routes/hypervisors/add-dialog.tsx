import type { Hypervisor } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, For } from 'solid-js';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Field } from '../../components/ui/field.tsx';
import { FormDialog } from '../../components/ui/form-dialog.tsx';
import { PasswordInput } from '../../components/ui/password-input.tsx';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { complaint } from '../../lib/complaint.ts';
import { createForm, focusFirstInvalid } from '../../lib/form.ts';
import { showToast } from '../../lib/toasts.ts';
import { t } from './dialog-texts.ts';
import { BLANK, POOLS, toAddition, validateHypervisor } from './hypervisor-draft.ts';
import { hypervisorQueries } from './queries.ts';

/** Registers a hypervisor, which is tested next. */
export default function AddDialog(props: { onAdded(hypervisor: Hypervisor): void; onClose(): void }) {
  const queries = useQueryClient();
  const [problem, setProblem] = createSignal<string | null>(null);
  const form = createForm(BLANK, validateHypervisor, () => setProblem(null));
  const add = useMutation(() => ({
    mutationFn: () => api.hypervisors.add.mutate(toAddition({ ...form.values })),
    // The secrets must not stay in memory longer than they are needed.
    gcTime: 0,
  }));
  const submit = async (root: HTMLElement) => {
    if (!form.check(root)) return;
    try {
      const hypervisor = await add.mutateAsync();
      showToast({ tone: 'ok', title: t().added(hypervisor.name) });
      props.onClose();
      props.onAdded(hypervisor);
      await queries.invalidateQueries({ queryKey: hypervisorQueries.all });
    } catch (error) {
      const { issues, message } = toFailure(error);
      const refused = issues.filter(({ path }) => path in BLANK);
      if (refused.length === 0) return setProblem(message);
      form.reject(Object.fromEntries(refused.map((issue) => [issue.path, complaint(issue.message)])));
      focusFirstInvalid(root);
    }
  };
  return (
    <FormDialog
      title={t().addTitle}
      description={t().addText}
      submitLabel={t().addIt}
      problem={problem()}
      busy={add.isPending}
      dirty={form.dirty()}
      class="max-w-xl"
      onSubmit={(root) => void submit(root)}
      onClose={props.onClose}
    >
      <TextField form={form} label={t().name} required name="name" placeholder={t().nameExample} />
      <TextField
        form={form}
        label={t().uri}
        required
        mono
        name="uri"
        placeholder="qemu+ssh://root@host/system"
        hint={t().uriHint}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField form={form} label={t().username} name="username" />
        <Field label={t().password} error={form.errors.password} hint={t().secretHint}>
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autocomplete="new-password"
              revealLabel={t().showPassword}
              value={form.values.password}
              onInput={(event) => form.edit({ password: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t().privateKey} error={form.errors.privateKey} hint={t().secretHint}>
        {(control) => (
          <textarea
            {...control}
            name="privateKey"
            data-secret=""
            rows={2}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            class="field-box covered block min-h-8 resize-y py-1.5 font-mono max-md:min-h-10 md:text-xs"
            value={form.values.privateKey}
            onInput={(event) => form.edit({ privateKey: event.currentTarget.value })}
          />
        )}
      </Field>
      <ChoiceGroup legend={t().pools}>
        <div class="grid gap-3 sm:grid-cols-3">
          <For each={POOLS}>
            {(pool) => <TextField form={form} label={t().poolLabels[pool]} required mono name={pool} />}
          </For>
        </div>
      </ChoiceGroup>
    </FormDialog>
  );
}
