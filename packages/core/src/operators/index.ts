export * from './accept-operator-and-sign-in.ts';
export * from './accept-operator-invitation.ts';
export * from './decline-operator-invitation.ts';
export * from './find-operator-id.ts';
export * from './invite-operator.ts';
export * from './list-operators.ts';
export * from './lookup-operator-invitation.ts';
export * from './remove-operator.ts';
