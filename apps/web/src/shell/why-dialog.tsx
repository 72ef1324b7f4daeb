import type { Permission } from '@portolan/contract';
import { ExplanationView } from '../components/access/explanation-view.tsx';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';
import { localized } from '../lib/locale.ts';
import { access } from '../locales/en.ts?access';

const t = localized('access', access);

export function WhyDialog(props: { permission: Permission; onClose(): void }) {
  return (
    <Dialog title={t().title} class="max-w-md" onClose={props.onClose}>
      <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <ExplanationView permission={props.permission} />
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button onClick={() => props.onClose()}>{t().close}</Button>
      </footer>
    </Dialog>
  );
}
