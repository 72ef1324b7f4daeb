/** The program of a platform that opens an address, and its arguments. */
export function openerOf(platform: string, url: string): [string, string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  if (platform === 'darwin') return ['open', [url]];
  return ['xdg-open', [url]];
}

/** Opens a page of the web in the browser of the person, without a shell that could read more in its address. */
export async function openPage(platform: string, url: string): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const [program, words] = openerOf(platform, url);
  const child = spawn(program, words, { stdio: 'ignore', detached: true, shell: false });
  child.unref();
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
  });
}
