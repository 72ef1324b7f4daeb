// A part of a locale file that comes with the code that speaks it: the query makes it a module of its own, of which the
// bundler keeps what is taken. One line for each part.

type English = typeof import('./en.ts');

declare module '*/en.ts?account' {
  export const account: English['account'];
}
declare module '*/en.ts?failures' {
  export const failures: English['failures'];
}
declare module '*/en.ts?passwords' {
  export const passwords: English['passwords'];
}
declare module '*/en.ts?signIn' {
  export const signIn: English['signIn'];
}
declare module '*/en.ts?time' {
  export const time: English['time'];
}
declare module '*/en.ts?exchange' {
  export const exchange: English['exchange'];
}
declare module '*/en.ts?permissions' {
  export const permissions: English['permissions'];
}
declare module '*/en.ts?importing' {
  export const importing: English['importing'];
}
