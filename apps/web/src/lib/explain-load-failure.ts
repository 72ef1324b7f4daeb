import { type Failure, LoadFailure } from './app-error.ts';

const fault = (code: Failure['code'], message: string, requestId: string | null = null): Failure => ({
  code,
  message,
  issues: [],
  stages: [],
  requestId,
});

/** Asks the server why a file of this build is not to be had: no network, another build by now, or a fault of its own. */
export async function explainLoadFailure(error: unknown): Promise<LoadFailure> {
  try {
    const page = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    const entry = document.querySelector('script[type=module]')?.getAttribute('src') ?? '';
    if (page.ok && !(await page.text()).includes(entry)) {
      return new LoadFailure(
        fault('NOT_FOUND', 'Reload to go on. What you typed is kept, but for passwords and keys.'),
        true,
      );
    }
    // Chromium and Firefox name the file.
    const [file] = /https?:\S+/.exec(String(error)) ?? [];
    const { headers } = file ? await fetch(file, { method: 'HEAD', cache: 'no-store' }) : page;
    return new LoadFailure(
      fault(
        'NOT_FOUND',
        'The server does not have a part of this page. If it stays away, tell its operator the request.',
        headers.get('x-request-id'),
      ),
    );
  } catch {
    return new LoadFailure(
      fault('NETWORK', 'A part of this page could not be fetched. Check your network and try again.'),
    );
  }
}
