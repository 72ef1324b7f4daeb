// Runs before the first paint. A file of its own, so that the content security policy needs no inline exception.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('portolan.theme');
  } catch {
    // Storage may be switched off; the system's preference decides then.
  }
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
