/** What to do where a server wants TLS: the mode belongs to what a stored credential is bound to. */
export const TURN_TLS_ON =
  'Turn TLS on for this connection and enter its password again: a stored one is bound to the TLS mode it was entered for';
