import type { Environment } from '@portolan/contract';
import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import StagingIcon from '~icons/lucide/flask-conical';
import DevelopmentIcon from '~icons/lucide/hammer';
import ProductionIcon from '~icons/lucide/shield-alert';
import type { Icon } from '../../../components/ui/chip.tsx';
import { environmentLabel } from './environments.ts';

const ICONS: Partial<Record<Environment, Icon>> = {
  production: ProductionIcon,
  staging: StagingIcon,
  development: DevelopmentIcon,
};

/** An environment by colour, icon and word; the one of no importance by its word alone. */
export function EnvironmentChip(props: { environment: Environment }) {
  return (
    <Show
      when={ICONS[props.environment]}
      fallback={<span class="text-fg-3">{environmentLabel(props.environment)}</span>}
    >
      {(icon) => (
        <span
          data-environment={props.environment}
          class="kind-tint inline-flex h-5.5 shrink-0 items-center gap-1 whitespace-nowrap rounded px-1.5 font-medium text-xs"
        >
          <Dynamic component={icon()} class="size-3.5 shrink-0" aria-hidden="true" />
          {environmentLabel(props.environment)}
        </span>
      )}
    </Show>
  );
}

/** The same without its word, for where there is no room. */
export function EnvironmentMark(props: { environment: Environment }) {
  return (
    <Dynamic
      component={ICONS[props.environment]}
      data-environment={props.environment}
      class="ml-1.5 size-3.5 shrink-0 text-fg-2"
      role="img"
      aria-label={environmentLabel(props.environment)}
    />
  );
}
