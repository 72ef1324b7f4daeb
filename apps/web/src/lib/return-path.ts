/** Where to go after signing in: a path of this site, never another one (`//evil`, `/\evil`, `https:`). */
export function safeReturnPath(raw: string | undefined): string {
  const path = raw ?? '';
  // Browsers drop control characters from an address, so that `/<tab>/evil` would become `//evil`.
  if (!/^\/(?![/\\])[^\p{Cc}]*$/u.test(path)) return '/';
  return /^\/(sign-in|login)\b/.test(path) ? '/' : path;
}

export function signInPath(current: string): string {
  return current === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(current)}`;
}
