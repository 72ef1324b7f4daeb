import type { Permission } from '@portolan/contract';
import { For, Show } from 'solid-js';
import WarnIcon from '~icons/lucide/triangle-alert';
import { wholeNumber } from '../lib/format.ts';
import { localized } from '../lib/locale.ts';
import { PERMISSION_MODULES, type PermissionModule } from '../lib/permission-modules.ts';
import { sentence } from '../lib/sentence.ts';
import { picker } from '../locales/en.ts?picker';
import { Checkbox } from './ui/checkbox.tsx';

const t = localized('picker', picker);

interface PermissionPickerProps {
  value: readonly Permission[];
  /** What the user holds: nothing else can be given. */
  held: readonly Permission[];
  error?: string | undefined;
  onChange(value: Permission[]): void;
}

/** Permissions to tick, by module. */
export function PermissionPicker(props: PermissionPickerProps) {
  const set = (ids: readonly Permission[], on: boolean) => {
    const others = props.value.filter((id) => !ids.includes(id));
    props.onChange(on ? [...others, ...ids] : others);
  };
  return (
    <fieldset class="min-w-0" aria-describedby={props.error ? 'permissions-error' : undefined}>
      <legend class="flex w-full items-baseline gap-2 font-medium text-fg-2 text-xs">
        {t().label}
        <span class="font-normal text-fg-3 tabular-nums">{t().chosen(wholeNumber(props.value.length))}</span>
      </legend>
      <Show when={props.error}>
        <p id="permissions-error" class="mt-1 flex gap-1 text-bad text-xs leading-4">
          <WarnIcon class="mt-0.5 size-3 shrink-0" aria-hidden="true" />
          {sentence(props.error ?? '')}
        </p>
      </Show>
      <div class="mt-1.5 flex flex-col rounded-lg border border-line">
        <For each={PERMISSION_MODULES}>
          {(module) => (
            <ModuleGroup
              module={module}
              value={props.value}
              held={props.held}
              invalid={Boolean(props.error)}
              onSet={set}
            />
          )}
        </For>
      </div>
    </fieldset>
  );
}

interface ModuleGroupProps {
  module: PermissionModule;
  value: readonly Permission[];
  held: readonly Permission[];
  invalid: boolean;
  onSet(ids: readonly Permission[], on: boolean): void;
}

function ModuleGroup(props: ModuleGroupProps) {
  const grantable = () => props.module.permissions.map(({ id }) => id).filter((id) => props.held.includes(id));
  const complete = () => grantable().every((id) => props.value.includes(id));
  return (
    <fieldset class="grid min-w-0 border-line border-t p-2 first:border-t-0 md:grid-cols-[7rem_1fr]">
      <legend class="sr-only">{props.module.name}</legend>
      <div class="flex items-center justify-between px-2 md:flex-col md:items-start md:justify-start md:pt-1.5">
        <span class="font-medium" aria-hidden="true">
          {props.module.name}
        </span>
        <Show when={grantable().length > 1}>
          <button
            type="button"
            class="h-7 rounded font-medium text-accent-fg text-xs hover:bg-accent-soft max-md:h-9 max-md:px-2 md:-mx-1.5 md:px-1.5"
            aria-label={complete() ? t().clearAll(props.module.name) : t().chooseAll(props.module.name)}
            onClick={() => props.onSet(grantable(), !complete())}
          >
            {complete() ? t().none : t().all}
          </button>
        </Show>
      </div>
      <div class="grid md:grid-cols-2">
        <For each={props.module.permissions}>
          {(permission) => {
            const lacking = () => !props.held.includes(permission.id);
            return (
              <Checkbox
                name="permissions"
                value={permission.id}
                label={permission.name}
                note={lacking() ? t().notHeld : <code class="font-mono">{permission.id}</code>}
                disabled={lacking()}
                invalid={props.invalid && !lacking()}
                checked={props.value.includes(permission.id)}
                onChange={(on) => props.onSet([permission.id], on)}
              />
            );
          }}
        </For>
      </div>
    </fieldset>
  );
}
