/** Where a real MySQL is, told by `mysql://user:password@host:port/database`. */
export interface MysqlAccess {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The MySQL of PORTOLAN_TEST_MYSQL_URL, the compose file's for example; null where the variable is not set. */
export function mysqlFromUrl(url = process.env.PORTOLAN_TEST_MYSQL_URL): MysqlAccess | null {
  if (!url) return null;
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}
