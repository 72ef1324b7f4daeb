import type { Login } from './protocol/login7.ts';
/** What a login that went well is told; `extra` comes before the end. */
export declare function loginReply(login: Login, database: string, extra?: Buffer[]): Buffer;
/** A database that cannot be opened is said first, and then the login is refused as if the password were wrong. */
export declare function loginRefused(user: string, database?: string): Buffer[];
