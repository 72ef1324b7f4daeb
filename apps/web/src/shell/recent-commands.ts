import { readSetting, writeSetting } from '../lib/settings.ts';
import { currentTenant } from '../lib/tenant-choice.ts';
import type { Command } from './command-list.ts';
import { hrefOf, PAGES, pageLabel } from './navigation.ts';

const MOST = 5;
type Kept = Pick<Command, 'label' | 'hint'> & { href: string };

/** Pages are called as they are now, whatever they were called when they were opened. */
function relabelled(kept: Kept): Kept {
  const page = typeof kept.hint === 'object' && kept.hint.kind === 'page' ? pageAt(kept.href) : undefined;
  return page ? { ...kept, label: pageLabel(page) } : kept;
}

const pageAt = (href: string) => PAGES.find((item) => hrefOf(item) === href);

/** Where one went by the palette in this tenant, the last first. */
export function recentCommands(): Command[] {
  return (readAll()[currentTenant() ?? ''] ?? []).map((kept) => ({
    ...relabelled(kept),
    id: `recent ${kept.href}`,
    group: 'recent',
  }));
}

export function rememberCommand({ label, hint, href }: Command): void {
  const tenant = currentTenant();
  if (!href || tenant === null) return;
  const all = readAll();
  const others = (all[tenant] ?? []).filter((kept) => kept.href !== href);
  writeSetting('recent', JSON.stringify({ ...all, [tenant]: [{ label, hint, href }].concat(others).slice(0, MOST) }));
}

function readAll(): Record<string, Kept[]> {
  try {
    return JSON.parse(readSetting('recent') ?? '{}') as Record<string, Kept[]>;
  } catch {
    // Another program's, or half of ours.
    return {};
  }
}
