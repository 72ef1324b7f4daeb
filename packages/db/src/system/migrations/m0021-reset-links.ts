import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

/** Whoever chooses the hash of a token holds the token: links to a new password are made by the owner, who may set any anyway. */
export class M0021ResetLinks extends Migration {
  override up(): void {
    this.addSql(`revoke all on function create_reset(text, text, timestamptz) from public, ${APP_ROLE}`);
  }
}
