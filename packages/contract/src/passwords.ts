import { text } from './text.ts';
import * as z from './zod.ts';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;

/** A password as somebody enters it. Over the limit it is refused before any hashing. */
export const Password = text(1, PASSWORD_MAX);

/** A password that is about to be set; the commonest ones are refused by the server. */
export const NewPassword = text(PASSWORD_MIN, PASSWORD_MAX);

/** An e-mail address, trimmed; compared without case everywhere. */
export const Email = z
  .string()
  .check(
    z.trim(),
    z.maxLength(320),
    z.regex(
      /^[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+@[^\s@\p{C}\p{Default_Ignorable_Code_Point}]+$/u,
      'Must be an e-mail address',
    ),
  );

/** The secret of a link: 32 bytes in base64url, stored as a hash only. */
export const LinkToken = z.string().check(z.regex(/^[\w-]{43}$/, 'This link is not complete'));
