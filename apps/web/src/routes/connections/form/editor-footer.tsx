import { Show } from 'solid-js';
import TestIcon from '~icons/lucide/plug-zap';
import { Button } from '../../../components/ui/button.tsx';
import { useCan } from '../../../lib/session.tsx';
import { t } from './texts.ts';

interface EditorFooterProps {
  submitLabel: string;
  saving: boolean;
  testing: boolean;
  onTest(): void;
  onCancel(): void;
}

export function EditorFooter(props: EditorFooterProps) {
  const can = useCan();
  return (
    <footer class="flex items-center gap-2 border-line border-t bg-sunken px-5 py-3">
      <Show when={can('connections:test')}>
        <Button data-test busy={props.testing} onClick={() => props.onTest()}>
          <Show when={!props.testing}>
            <TestIcon class="size-3.5" aria-hidden="true" />
          </Show>
          {props.testing ? t().testing : t().test}
        </Button>
      </Show>
      <span class="flex-1" />
      <Button variant="ghost" class="max-md:hidden" onClick={() => props.onCancel()}>
        {t().cancel}
      </Button>
      <Button type="submit" variant="primary" busy={props.saving}>
        {props.submitLabel}
      </Button>
    </footer>
  );
}
