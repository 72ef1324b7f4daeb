import './styles/fonts.css';
import './styles/app.css';
import { render } from 'solid-js/web';
import { App } from './app.tsx';
import { TYPED_KEY } from './lib/typed.ts';

const root = document.getElementById('root');
if (root) render(() => <App />, root);

const typed = takeTyped();
if (typed) void import('./lib/restore-typed.ts').then(({ restoreTyped }) => restoreTyped(typed));

function takeTyped(): string | null {
  try {
    const kept = sessionStorage.getItem(TYPED_KEY);
    sessionStorage.removeItem(TYPED_KEY);
    return kept;
  } catch {
    // Storage may be switched off.
    return null;
  }
}
