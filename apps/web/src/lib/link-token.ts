/** The secret of a link that somebody was sent: it stands in the fragment, which browsers send to nobody. */
export function takeLinkToken(): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
  // Neither the address bar nor the history keeps it.
  if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  return /^[\w-]{43}$/.test(token) ? token : '';
}
