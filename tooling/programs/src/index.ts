import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);
/** A file beside the manifest of a package: most of these have no other entry. */
const beside = (name: string, file: string) => path.join(path.dirname(resolve(`${name}/package.json`)), file);

/** Programs that others run, as tests run them: each its own binary for Linux on x64, and none fetched by a script. */
export const NODE_OLDEST = beside('node-oldest', 'bin/node');
export const NODE_24 = beside('node-24', 'bin/node');
export const BUN = beside('@oven/bun-linux-x64-baseline', 'bin/bun');
export const DENO = beside('@deno/linux-x64-glibc', 'deno');
export const WORKERD = beside('@cloudflare/workerd-linux-64', 'bin/workerd');
/** The folder of the package, which brings the command `quicktype`. */
export const QUICKTYPE = beside('quicktype', '.');
/** What is installed here: what TypeScript users generate clients with, and what those clients stand on. */
export const PACKAGES = fileURLToPath(new URL('../node_modules', import.meta.url));
export const OPENAPI_TYPESCRIPT = path.join(PACKAGES, 'openapi-typescript/bin/cli.js');
/** What people look at servers of MCP with. */
export const MCP_INSPECTOR = path.join(PACKAGES, '@modelcontextprotocol/inspector/clients/launcher/build/index.js');
export const HEY_API = path.join(PACKAGES, '@hey-api/openapi-ts/bin/run.js');
export const ORVAL = path.join(PACKAGES, 'orval/dist/bin/orval.mjs');
