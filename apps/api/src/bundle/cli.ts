import { begin } from './begin.ts';

await begin(() => import('../cli.ts'));
