import { describe, expect, it } from 'vitest';
import { filledBy, parseConnectionUrl, withUrl } from './connection-url.ts';
import { draft } from './test-drafts.ts';

describe('parseConnectionUrl', () => {
  it('reads a full PostgreSQL URL', () => {
    expect(parseConnectionUrl('postgres://ada:p%40ss@db.example.com:6432/orders?sslmode=verify-ca')).toEqual({
      dbType: 'postgresql',
      host: 'db.example.com',
      port: '6432',
      portChosen: true,
      databaseName: 'orders',
      username: 'ada',
      signIn: 'password',
      password: 'p@ss',
      removeCredential: false,
      sslMode: 'verify-ca',
      tlsChosen: true,
    });
  });

  it('takes the default port and leaves TLS to the host when neither is given', () => {
    const parsed = parseConnectionUrl('mysql://root@db.example.com/shop');
    expect(parsed).toEqual({
      dbType: 'mysql',
      host: 'db.example.com',
      port: '3306',
      portChosen: false,
      databaseName: 'shop',
      username: 'root',
    });
  });

  it.each([
    ['disable', 'disable'],
    ['prefer', 'require'],
    ['require', 'require'],
    ['verify-full', 'verify-full'],
  ])('sslmode=%s is %s', (given, mode) => {
    expect(parseConnectionUrl(`postgresql://h/d?sslmode=${given}`)?.sslMode).toBe(mode);
  });

  it.each([
    ['ssl-mode=VERIFY_IDENTITY', 'verify-full'],
    ['sslMode=REQUIRED', 'require'],
    ['useSSL=false', 'disable'],
    ['ssl=true', 'verify-full'],
  ])('MySQL %s is %s', (parameter, mode) => {
    expect(parseConnectionUrl(`jdbc:mysql://h:3306/d?${parameter}`)?.sslMode).toBe(mode);
  });

  it('reads a JDBC URL of PostgreSQL with parameters for the login', () => {
    const parsed = parseConnectionUrl('jdbc:postgresql://db:5432/orders?user=ada&password=s3cret&currentSchema=sales');
    expect(parsed).toMatchObject({
      host: 'db',
      databaseName: 'orders',
      username: 'ada',
      password: 's3cret',
      schema: 'sales',
    });
  });

  it('reads a JDBC URL of SQL Server', () => {
    const parsed = parseConnectionUrl(
      'jdbc:sqlserver://sql.corp:1433;databaseName=billing;user=sa;password={p;w};encrypt=true;trustServerCertificate=true',
    );
    expect(parsed).toMatchObject({
      dbType: 'sqlserver',
      host: 'sql.corp',
      port: '1433',
      databaseName: 'billing',
      username: 'sa',
      sslMode: 'require',
    });
  });

  it.each([
    ['encrypt=false', 'disable'],
    ['encrypt=true', 'verify-full'],
    ['encrypt=strict', 'verify-full'],
  ])('SQL Server %s is %s', (parameter, mode) => {
    expect(parseConnectionUrl(`sqlserver://h;${parameter}`)?.sslMode).toBe(mode);
  });

  it('reads a named instance', () => {
    expect(parseConnectionUrl('jdbc:sqlserver://sql.corp\\REPORTS;databaseName=x')).toMatchObject({
      host: 'sql.corp',
      instanceName: 'REPORTS',
    });
  });

  it('reads Databricks', () => {
    const parsed = parseConnectionUrl(
      'jdbc:databricks://adb-1.azuredatabricks.net:443/default;transportMode=http;ssl=1;httpPath=/sql/1.0/warehouses/abc;AuthMech=3;UID=token;PWD=dapi1;ConnCatalog=main',
    );
    expect(parsed).toMatchObject({
      dbType: 'databricks',
      host: 'adb-1.azuredatabricks.net',
      httpPath: '/sql/1.0/warehouses/abc',
      signIn: 'token',
      token: 'dapi1',
      databaseName: 'main',
    });
    expect(parsed).not.toHaveProperty('username');
  });

  it('reads a service principal of Databricks, and tokens', () => {
    const url = 'jdbc:databricks://h:443;httpPath=/sql/1.0/warehouses/a;AuthMech=11;Auth_Flow=1';
    expect(parseConnectionUrl(`${url};OAuth2ClientId=app;OAuth2Secret=dose1`)).toMatchObject({
      signIn: 'oauthClient',
      clientId: 'app',
      clientSecret: 'dose1',
    });
    expect(parseConnectionUrl('databricks://token:dapi1@h?http_path=/sql/1')).toMatchObject({ token: 'dapi1' });
    const snowflake = parseConnectionUrl('jdbc:snowflake://xy1.snowflakecomputing.com/?user=ada&token=pat1');
    expect(snowflake).toMatchObject({ signIn: 'token', token: 'pat1', username: 'ada' });
    expect(parseConnectionUrl('mysql://h/d?token=x')).not.toHaveProperty('token');
  });

  it('reads Snowflake, and takes the account from the host', () => {
    expect(
      parseConnectionUrl(
        'jdbc:snowflake://xy12345.us-east-1.snowflakecomputing.com/?db=DW&warehouse=WH&role=R&schema=S&user=ada',
      ),
    ).toMatchObject({
      dbType: 'snowflake',
      host: 'xy12345.us-east-1.snowflakecomputing.com',
      port: '443',
      account: 'xy12345.us-east-1',
      databaseName: 'DW',
      warehouse: 'WH',
      role: 'R',
      schema: 'S',
    });
    expect(parseConnectionUrl('snowflake://ada:pw@xy12345/DW')?.host).toBe('xy12345.snowflakecomputing.com');
  });

  it('reads IPv6 hosts', () => {
    expect(parseConnectionUrl('postgres://u@[::1]:5433/d')).toMatchObject({ host: '::1', port: '5433' });
  });

  it.each([
    ['postgres://u:a#b/c@h:5432/d', 'a#b/c'],
    ['postgres://u:a@b@h:5432/d', 'a@b'],
    ['postgres://u:100%@h:5432/d', '100%'],
  ])('forgives odd passwords in %s', (url, password) => {
    expect(parseConnectionUrl(url)).toMatchObject({
      host: 'h',
      port: '5432',
      databaseName: 'd',
      username: 'u',
      password,
    });
  });

  it.each(['db.example.com', 'https://example.com/x', 'oracle://h/d', 'postgres://', 'postgres://:5432/x', ''])(
    'leaves "%s" alone',
    (text) => {
      expect(parseConnectionUrl(text)).toBeNull();
    },
  );
});

it('fills in what follows from kind and host, too', () => {
  const found = parseConnectionUrl('mysql://ada@localhost/shop');
  expect(found && withUrl(draft(), found)).toMatchObject({ port: '3306', sslMode: 'disable' });
  const chosen = parseConnectionUrl('mysql://ada@localhost/shop?sslmode=verify-full');
  expect(chosen && withUrl(draft(), chosen)).toMatchObject({ sslMode: 'verify-full', tlsChosen: true });
});

it('says what was filled in, and no value', () => {
  const found = parseConnectionUrl('postgres://ada:s3cret@db/shop');
  expect(found && filledBy(found)).toBe('host, port, database, username, and password');
});
