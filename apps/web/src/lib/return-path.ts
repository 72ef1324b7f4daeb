/** Where to go after signing in: a path of this site, never another one (`//evil`, `/\evil`, `https:`). */
export function safeReturnPath(raw: string | undefined): string {
  if (!raw?.startsWith('/') || /^\/[/\\]/.test(raw) || /[\u0000-\u001f]/.test(raw)) return '/connections';
  return raw.startsWith('/sign-in') ? '/connections' : raw;
}

export function signInPath(current: string): string {
  return current === '/' || current === '/connections' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(current)}`;
}
