import tailwind from '@tailwindcss/vite';
import icons from 'unplugin-icons/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { apartForStreams } from './vite/apart-for-streams.ts';
import { fetchedAtOnce } from './vite/fetched-at-once.ts';
import { healthChunk } from './vite/health-chunk.ts';
import { INSIDE, insideChunk, partsChunk } from './vite/inside-chunk.ts';
import { precompress } from './vite/precompress.ts';

const API = `http://127.0.0.1:${process.env.PORT || 3000}`;
// The host stays the one the browser asked for, so that the API sees its origin as its own.
const toApi = { target: API, changeOrigin: false };

export default defineConfig({
  plugins: [apartForStreams(), tailwind(), solid(), icons({ compiler: 'solid', scale: 1 }), precompress()],
  build: {
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      resolveDependencies: fetchedAtOnce(),
    },
    // A data: URI would need an exception in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Upstream does not say so: half of it is for sockets and streams that the page does not use.
      treeshake: { moduleSideEffects: [{ test: /@trpc[\\/]client/, sideEffects: false }] },
      output: {
        codeSplitting: { groups: [healthChunk(), insideChunk(), partsChunk()] },
        // The entry lists all of them: what nobody asks for by name needs none.
        chunkFileNames: ({ isDynamicEntry, name }) =>
          `assets/${isDynamicEntry || name === INSIDE ? '[name]-' : ''}[hash].js`,
      },
    },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy: { '/trpc': toApi, '/api': toApi } },
});
