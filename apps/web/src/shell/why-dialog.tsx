import type { Permission } from '@portolan/contract';
import { ExplanationView } from '../components/access/explanation-view.tsx';
import { Button } from '../components/ui/button.tsx';
import { Dialog } from '../components/ui/dialog.tsx';

export function WhyDialog(props: { permission: Permission; onClose(): void }) {
  return (
    <Dialog title="You may not do this" class="max-w-md" onClose={props.onClose}>
      <div class="min-h-0 flex-1 overflow-y-auto px-5 py-4">
        <ExplanationView permission={props.permission} />
      </div>
      <footer class="flex justify-end border-line border-t bg-sunken px-5 py-3">
        <Button onClick={() => props.onClose()}>Close</Button>
      </footer>
    </Dialog>
  );
}
