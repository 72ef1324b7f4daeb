import './styles/fonts.css';
import './styles/app.css';
import { render } from 'solid-js/web';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root) render(() => <App />, root);
