export declare function translate(sql: string): string;
