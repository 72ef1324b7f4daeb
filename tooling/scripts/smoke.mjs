// Whether a running server does what everyone needs first: pnpm smoke [url] [email] [password]
const { PORTOLAN_OPERATOR_EMAIL, PORTOLAN_OPERATOR_PASSWORD } = process.env;
const [given = 'http://127.0.0.1:3000', email, password] = process.argv.slice(2);
const url = given.replace(/\/+$/, '');
const username = email ?? PORTOLAN_OPERATOR_EMAIL ?? 'operator@portolan.local';
const secret = password ?? PORTOLAN_OPERATOR_PASSWORD;

let token = '';
let tenants = [];
let failed = 0;

async function ask(method, path, body) {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  const sent = { method, headers, body: body ? JSON.stringify(body) : undefined, signal: AbortSignal.timeout(10_000) };
  const answer = await fetch(url + path, sent).catch((error) => {
    throw new Error(`nobody answers at ${url} (${error.cause?.code ?? error.name})`);
  });
  const text = await answer.text();
  const isJson = /[/+]json(;|$)/.test(answer.headers.get('content-type') ?? '');
  const told = isJson && text ? JSON.parse(text) : null;
  if (!answer.ok)
    throw new Error(`${method} ${path} answers ${answer.status}${told?.detail ? `: ${told.detail}` : ''}`);
  if (answer.status !== 204 && told === null) throw new Error(`${method} ${path} answers no JSON: is this Portolan?`);
  return told;
}

function expected(holds, what) {
  if (!holds) throw new Error(what);
}

const checks = {
  async health() {
    const { status, version, checks } = await ask('GET', '/health');
    expected(status === 'ok', `the status is ${status}`);
    return `version ${version}, ${Object.entries(checks)
      .map(([name, state]) => `${name} ${state}`)
      .join(', ')}`;
  },
  async token() {
    expected(secret, 'no password: set PORTOLAN_OPERATOR_PASSWORD');
    const answer = await ask('POST', '/api/v1/auth/token', { username, password: secret });
    expected(answer.token_type === 'bearer' && answer.access_token, 'the answer has no bearer token');
    token = answer.access_token;
    return `good for ${answer.expires_in} s`;
  },
  async me() {
    const me = await ask('GET', '/api/v1/users/me');
    expected(me.email?.toLowerCase() === username.toLowerCase(), `the token is of ${me.email}`);
    return me.email;
  },
  async tenants() {
    tenants = await ask('GET', '/api/v1/tenants');
    expected(Array.isArray(tenants), 'the answer is no list');
    return tenants.map(({ slug }) => slug).join(', ') || 'a member of none';
  },
  async 'tenant users'() {
    const [tenant] = tenants;
    if (!tenant) return 'no tenant to look into';
    const { items, total } = await ask('GET', `/api/v1/tenants/${tenant.id}/users/`);
    expected(
      items.some((user) => user.email?.toLowerCase() === username.toLowerCase()),
      'the caller is not among them',
    );
    return `${total} in ${tenant.slug}`;
  },
  async logout() {
    await ask('POST', '/api/v1/auth/logout');
    const status = await ask('GET', '/api/v1/users/me').then(
      () => 'taken',
      ({ message }) => message,
    );
    expected(/ 401/.test(status), 'the token is taken afterwards');
    return 'the token is dead';
  },
};

for (const [name, check] of Object.entries(checks)) {
  const started = performance.now();
  const needsToken = name !== 'health' && name !== 'token';
  const line = await (needsToken && !token
    ? Promise.reject(new Error('not asked: nobody is signed in'))
    : check()
  ).then(
    (said) => ['ok    ', said],
    (error) => ['FAILED', error.message],
  );
  if (line[0] === 'FAILED') failed += 1;
  console.log(`${line[0]}  ${name.padEnd(12)}  ${line[1]} (${(performance.now() - started).toFixed(0)} ms)`);
}
process.exitCode = failed > 0 ? 1 : 0;
