import { onCleanup } from 'solid-js';
import { keyName, matchKey } from './hotkey-match.ts';
import { readSetting } from './settings.ts';

const TYPING = 'input,textarea,select,[contenteditable=true],[role=combobox],[role=listbox],[role=menu],[role=tree]';
/** With a modifier, and yet of the field that one types into. */
const OF_TEXT = new Set(['mod+z', 'mod+a']);
const CHORD_MS = 900;

let held = false;

/** Silences the shortcuts while something that takes them is about to open: its code may still be on its way. */
export function holdHotkeys(hold: boolean): void {
  held = hold;
}

/**
 * Shortcuts of a page, silent while a dialog is open. Plain keys are also silent while the user types, and can be
 * switched off (WCAG 2.1.4); those with a modifier cannot, and of these a field keeps those that it has itself.
 */
export function useHotkeys(handlers: Record<string, () => void>): void {
  const names = Object.keys(handlers);
  let prefix = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    const name = keyName(event);
    if (event.defaultPrevented || event.repeat || ['shift', 'control', 'meta', 'alt'].includes(event.key.toLowerCase()))
      return;
    if (held || document.querySelector('[role=dialog],[role=alertdialog]')) return;
    if (name.startsWith('mod+') ? OF_TEXT.has(name) && isTyping(event) : !plainKeysAllowed(event)) return;
    clearTimeout(timer);
    const match = matchKey(names, prefix, name);
    prefix = match.prefix;
    if (prefix) timer = setTimeout(() => (prefix = ''), CHORD_MS);
    if (!match.hit) return;
    event.preventDefault();
    handlers[match.hit]?.();
  };
  document.addEventListener('keydown', onKeyDown);
  onCleanup(() => document.removeEventListener('keydown', onKeyDown));
}

function plainKeysAllowed(event: KeyboardEvent): boolean {
  if (event.altKey || readSetting('hotkeys') === 'off') return false;
  return !isTyping(event);
}

function isTyping({ target }: Event): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}
