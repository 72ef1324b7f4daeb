import { failureTexts, LoadFailure, ownFailure } from './app-error.ts';

/** Asks the server why a file of this build is not to be had: no network, another build by now, or a fault of its own. */
export async function explainLoadFailure(error: unknown): Promise<LoadFailure> {
  const t = failureTexts();
  try {
    const page = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    const entry = document.querySelector('script[type=module]')?.getAttribute('src') ?? '';
    if (page.ok && !(await page.text()).includes(entry)) {
      return new LoadFailure(ownFailure('NOT_FOUND', t.reloadText), true);
    }
    // Chromium and Firefox name the file.
    const [file] = /https?:\S+/.exec(String(error)) ?? [];
    const { headers } = file ? await fetch(file, { method: 'HEAD', cache: 'no-store' }) : page;
    return new LoadFailure(ownFailure('NOT_FOUND', t.missing, headers.get('x-request-id')));
  } catch {
    return new LoadFailure(ownFailure('NETWORK', t.notFetched));
  }
}
