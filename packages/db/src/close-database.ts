/** Takes from everyone the right to connect that PostgreSQL gives them by default; the owner keeps theirs. */
export const CLOSE_DATABASE = `
  do $$ begin
    execute format('revoke connect, temporary on database %I from public', current_database());
  end $$`;
