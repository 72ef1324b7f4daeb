import { serve } from '@hono/node-server';
import { createClient } from '@portolan/client';
import { createService } from './service.ts';

const { PORTOLAN_URL: url = 'https://hub.example', PORTOLAN_API_KEY: apiKey, PORT = '3001' } = process.env;
const service = createService(createClient<'connections:read' | 'connections:test'>({ url, apiKey }));

serve({ fetch: service.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}/connections`),
);
