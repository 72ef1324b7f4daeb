import { expect, it } from 'vitest';
import { validateNewPassword, validatePasswordChange } from './new-password.ts';

it('wants the same new password twice', () => {
  expect(validateNewPassword({ newPassword: 'long enough', repeated: 'long enougth' })).toEqual({
    repeated: 'The two passwords differ',
  });
  expect(validateNewPassword({ newPassword: 'long enough', repeated: 'long enough' })).toEqual({});
});

it('says what is missing before it compares', () => {
  expect(validatePasswordChange({ currentPassword: '', newPassword: '', repeated: 'x' })).toEqual({
    currentPassword: 'Enter your current password',
    newPassword: 'Choose a new password',
  });
  expect(validateNewPassword({ newPassword: 'short', repeated: '' })).toEqual({
    newPassword: 'Must have at least 8 characters',
  });
});
