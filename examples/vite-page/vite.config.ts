import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => {
  // Not named VITE_…: what is named so ends up in the page.
  const { PORTOLAN_URL = 'https://hub.example', PORTOLAN_API_KEY } = loadEnv(mode, '.', 'PORTOLAN_');
  const hub = {
    target: PORTOLAN_URL,
    changeOrigin: true,
    headers: { authorization: `Bearer ${PORTOLAN_API_KEY}` },
  };
  return { server: { host: '127.0.0.1', proxy: { '/trpc': hub, '/client': hub } } };
});
