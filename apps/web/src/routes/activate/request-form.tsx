import type { HandOverRequest, MyTenant } from '@portolan/contract';
import { createSignal, For, type ParentProps, Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { ProblemNote } from '../../components/problem-note.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StackedForm } from '../../components/stacked-form.tsx';
import { Button } from '../../components/ui/button.tsx';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { t } from './texts.ts';

interface RequestFormProps {
  request: HandOverRequest;
  /** Whoever was sent a link has typed nothing: they compare. */
  fromLink: boolean;
  tenants: MyTenant[];
  tenant: MyTenant | null;
  problem: string | null;
  onApprove(tenantId: string | null): Promise<void>;
  onRefuse(): Promise<void>;
}

/** Who asks for a session, whose word each of it is, and the two answers. */
export function RequestForm(props: RequestFormProps) {
  const [busy, setBusy] = createSignal<'approve' | 'refuse' | null>(null);
  const [tenantId, setTenantId] = createSignal(props.tenant?.id ?? props.tenants[0]?.id ?? '');
  const act = async (which: 'approve' | 'refuse', work: () => Promise<void>) => {
    if (busy()) return;
    setBusy(which);
    await work();
    setBusy(null);
  };
  return (
    <StackedForm class="mt-5" onSubmit={() => void act('approve', () => props.onApprove(tenantId() || null))}>
      <div class="rounded-lg bg-sunken px-3 py-2.5 text-center">
        <p class="text-fg-2 text-xs">{t().compare}</p>
        <p class="mt-0.5 font-mono font-semibold text-2xl tracking-widest">{props.request.userCode}</p>
      </div>
      <dl class="flex flex-col gap-2">
        <Fact name={t().device}>
          <bdi class="break-words">{props.request.device || t().namelessDevice}</bdi>
          <span class="block text-fg-3 text-xs">{t().ownWord}</span>
        </Fact>
        <Fact name={t().address}>
          <span class="break-all font-mono text-xs">{props.request.address}</span>
        </Fact>
        <Fact name={t().asked}>
          <RelativeTime at={props.request.createdAt} />
        </Fact>
        <Fact name={t().hub}>
          <span class="break-all">{props.request.hub}</span>
        </Fact>
      </dl>
      <Show when={props.tenants.length > 1}>
        <Field label={t().tenant} hint={t().tenantHint}>
          {(control) => (
            <Select
              {...control}
              name="tenant"
              class="w-full"
              value={tenantId()}
              onChange={(event) => setTenantId(event.currentTarget.value)}
            >
              <For each={props.tenants}>
                {(tenant) => (
                  <option value={tenant.id} selected={tenant.id === tenantId()}>
                    {tenant.name}
                  </option>
                )}
              </For>
            </Select>
          )}
        </Field>
      </Show>
      <p class="flex gap-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
        <WarnIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span>{props.fromLink ? t().warningOfLink : t().warning}</span>
      </p>
      <ProblemNote text={props.problem} />
      <div class="flex flex-col gap-2">
        <Button type="submit" variant="primary" busy={busy() === 'approve'} class="!h-9 max-md:!h-11">
          {t().approve}
        </Button>
        <Button
          busy={busy() === 'refuse'}
          class="!h-9 max-md:!h-11"
          onClick={() => void act('refuse', () => props.onRefuse())}
        >
          {t().refuse}
        </Button>
      </div>
    </StackedForm>
  );
}

function Fact(props: ParentProps<{ name: string }>) {
  return (
    <div class="grid grid-cols-[6rem_1fr] gap-2">
      <dt class="text-fg-3">{props.name}</dt>
      <dd class="min-w-0">{props.children}</dd>
    </div>
  );
}
