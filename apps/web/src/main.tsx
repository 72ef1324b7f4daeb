import './styles/fonts.css';
import './styles/app.css';
import { render } from 'solid-js/web';
import { App } from './app.tsx';
import { likelyLanguage, speak } from './lib/speak.ts';
import { TYPED_KEY } from './lib/typed.ts';

const root = document.getElementById('root');
const start = () => root && render(() => <App />, root);
// English is here already. Where another language cannot be fetched, the page speaks English rather than not at all.
if (likelyLanguage() === 'en') start();
else void speak(likelyLanguage()).then(start, start);

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
