/** A body that costs as much as its sender can make it, and where it goes. */
export interface Body {
  path: string;
  type: string;
  text: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MIB = 1024 * 1024;
/** As much as is read of anybody, and as much as is read of a stranger. */
const SIZES = { large: MIB - 100, small: 16 * 1024 - 100 };

const filled = (piece: (at: number) => string, size: number, separator = ',') => {
  const pieces: string[] = [];
  for (let length = 0, at = 0; length < size; at++) {
    const next = piece(at);
    length += next.length + separator.length;
    if (length <= size) pieces.push(next);
  }
  return pieces.join(separator);
};

/** Bodies of one size that are bad in every way we know. */
function worst(size: number): string[] {
  return [
    `{${filled((at) => `"unknown_key_${at}":1`, size)}}`,
    `{${filled((at) => `"${at.toString(36)}":0`, size)}}`,
    `{${filled(() => '"username":"a@b.example"', size)}}`,
    `{"username":"${'x'.repeat(size - 40)}","password":"x"}`,
    `{"username":"a","password":"${'\\u00e9'.repeat(size / 6 - 10)}"}`,
    '{"a":'.repeat(size / 5 - 10),
    '['.repeat(size - 10),
    `[${filled(() => '[]', size)}]`,
    `{"a":[${filled(() => '{"a":1}', size - 10)}]}`,
    `{"${'\\\\'.repeat(size / 2 - 20)}":1}`,
    `{"${filled(() => '\\"', size - 10, '')}":1}`,
  ];
}

const STRANGERS = ['/api/auth/login', '/api/v1/auth/token', '/api/v1/invitations/lookup', '/trpc/auth.login'];
const BATCH = `/trpc/${Array.from({ length: 10 }, () => 'auth.login').join()}?batch=1`;

/** Seventy thousand keys, as they were first sent. */
const MANY_KEYS = `{${Array.from({ length: 70_000 }, (_, at) => `"k${at}":1`).join()}}`;

/** What anybody may send, signed in or not. */
export function bodiesOfStrangers(): Body[] {
  const texts = [MANY_KEYS, ...worst(SIZES.small), ...worst(SIZES.large)];
  const json = [...STRANGERS, BATCH].flatMap((path) => texts.map((text) => ({ path, type: JSON_TYPE, text })));
  const forms = Object.values(SIZES).flatMap((size) => [
    filled((at) => `k${at}=1`, size, '&'),
    filled(() => 'username=a', size, '&'),
    `username=a&password=${'%41'.repeat(size / 3 - 20)}`,
  ]);
  return [...json, ...forms.map((text) => ({ path: '/api/v1/auth/token', type: FORM_TYPE, text }))];
}

/** What somebody may send who is signed in: larger, and looked at more closely. */
export function bodiesOfMembers(): Body[] {
  const within = [
    `{${Array.from({ length: 2_000 }, (_, at) => `"key_${at}":1`).join()}}`,
    `{"user_ids":[${Array.from({ length: 10_000 }, () => '"x"').join()}]}`,
    `{"name":"${'x'.repeat(SIZES.large - 20)}"}`,
  ];
  const paths = ['/api/connections', '/api/v1/roles', '/trpc/connections.create'];
  return paths.flatMap((path) => [...within, ...worst(SIZES.large)].map((text) => ({ path, type: JSON_TYPE, text })));
}
