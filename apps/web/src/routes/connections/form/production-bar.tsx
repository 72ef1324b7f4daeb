import { createSignal, onMount } from 'solid-js';
import ProductionIcon from '~icons/lucide/shield-alert';
import { NameQuestion } from '../../../components/name-question.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { t } from './texts.ts';

interface ProductionBarProps {
  name: string;
  saving: boolean;
  onCancel(): void;
  onConfirm(): void;
}

/** Takes the place of the footer before a production connection is changed. */
export function ProductionBar(props: ProductionBarProps) {
  const [isRight, setRight] = createSignal(false);
  let bar!: HTMLDivElement;
  const focus = () => bar.querySelector('input')?.focus();
  onMount(focus);
  const confirm = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
    if (isRight()) props.onConfirm();
    else focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') confirm(event);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in its field answers the question, not the form around
    <div
      ref={bar}
      data-environment="production"
      class="flex flex-col gap-2 border-line border-t bg-sunken px-5 py-3"
      onKeyDown={onKeyDown}
    >
      <p role="alert" class="flex gap-2 font-medium text-bad">
        <ProductionIcon class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        {t().production}
      </p>
      <NameQuestion answer={props.name} onAnswer={setRight} />
      <div class="flex justify-end gap-2">
        <Button variant="ghost" onClick={() => props.onCancel()}>
          {t().keepEditing}
        </Button>
        <Button variant="primary" disabled={!isRight()} busy={props.saving} onClick={() => props.onConfirm()}>
          {t().save}
        </Button>
      </div>
    </div>
  );
}
