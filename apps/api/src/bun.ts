import { serveElsewhere } from './serve-elsewhere.ts';
import { start } from './start.ts';

// By node:http as on Node: Bun's own server bounds neither the sockets of a peer nor the time of a slow one.
start(serveElsewhere('Bun'));
