import { begin } from './begin.ts';

await begin(() => import('../node.ts'));
