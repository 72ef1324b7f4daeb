import type { Break } from '@portolan/contract';
import { For } from 'solid-js';
import BreakIcon from '~icons/lucide/unplug';
import { Chip } from '../../../components/ui/chip.tsx';
import { t } from './diff-texts.ts';

/** Somebody who relied on what was there may fail: said by icon and word. */
export function BreakingChip(props: { text: string }) {
  return (
    <Chip tone="bad" icon={BreakIcon}>
      {props.text}
    </Chip>
  );
}

/** Whom a change may break; nothing where it breaks nobody. */
export function BreakChips(props: { breaks: readonly Break[] }) {
  return <For each={props.breaks}>{(one) => <BreakingChip text={t().breaks[one]} />}</For>;
}
