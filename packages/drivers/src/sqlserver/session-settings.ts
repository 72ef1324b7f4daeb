/**
 * Everything that would change which rows a query answers, what it means or how it is written, and that a login, a
 * database or a server may have set otherwise. `TEXTSIZE` cuts definitions, `ROWCOUNT` rows; a cost limit refuses
 * queries by a guess.
 */
export const SESSION_SETTINGS = `
  SET ROWCOUNT 0;
  SET TEXTSIZE 2147483647;
  SET QUERY_GOVERNOR_COST_LIMIT 0;
  SET LANGUAGE us_english;
  SET DATEFORMAT mdy;
  SET DATEFIRST 7;
  SET ANSI_NULLS ON;
  SET ANSI_PADDING ON;
  SET ANSI_WARNINGS ON;
  SET QUOTED_IDENTIFIER ON;
  SET CONCAT_NULL_YIELDS_NULL ON;
  SET ARITHABORT ON;
  SET NUMERIC_ROUNDABORT OFF;
  SET IMPLICIT_TRANSACTIONS OFF;
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;`;
