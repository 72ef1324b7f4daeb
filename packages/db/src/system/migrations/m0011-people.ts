import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';
import { ACCOUNT_TURN } from '../turns.ts';

const user = `(select nullif(current_setting('portolan.user_id', true), '')::uuid)`;
const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';

/** What the restricted role may call: each asks for the secret of a link, the proof of a password, or both. */
const FUNCTIONS = [
  'find_operator_invitation(text)',
  'accept_operator_invitation(text, uuid, text)',
  'decline_operator_invitation(text)',
  'change_email(uuid, text, text)',
];

/** Operators invite operators, and people change their name and their address. */
export class M0011People extends Migration {
  override up(): void {
    this.#invitations();
    this.#bearers();
    this.#profile();
    this.addSql(`revoke all on function ${FUNCTIONS.join(', ')} from public`);
    this.addSql(`grant execute on function ${FUNCTIONS.join(', ')} to ${APP_ROLE}`);
  }

  /** For the owner alone: the restricted role has no grant, and no policy shows it a row. */
  #invitations(): void {
    this.addSql(`
      create table operator_invitations (
        id uuid primary key,
        email text not null,
        token_hash text not null unique,
        status text not null check (status in ('pending', 'accepted', 'declined', 'revoked')),
        invited_by_user_id uuid references users on delete set null,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index operator_invitations_pending on operator_invitations (account_key(email)) where status = 'pending';
      create index operator_invitations_inviter on operator_invitations (invited_by_user_id);
      alter table operator_invitations enable row level security;
    `);
    // Whoever may no longer invite has nothing pending, by whatever statement it came to that.
    this.addSql(`
      create function end_operator_invitations() returns trigger language plpgsql ${DEFINER} as $$
      begin
        update public.operator_invitations set status = 'revoked', updated_at = now()
        where invited_by_user_id = old.id and status = 'pending';
        if tg_op = 'DELETE' then return old; end if;
        return null;
      end $$;
      create trigger end_operator_invitations after update of is_operator, is_active on users for each row
        when (old.is_operator and old.is_active and not (new.is_operator and new.is_active))
        execute function end_operator_invitations();
      create trigger end_operator_invitations_first before delete on users for each row
        execute function end_operator_invitations();
      revoke all on function end_operator_invitations() from public;
    `);
  }

  #bearers(): void {
    // Without an inviter it is the word of the installation itself, given on its command line.
    this.addSql(`
      create function find_operator_invitation(token text) returns table (
        id uuid, email text, inviter text, expires_at timestamptz, account_id uuid
      ) language sql stable rows 1 ${DEFINER} as $$
        select i.id, i.email, u.email, i.expires_at, public.account_id(i.email)
        from public.operator_invitations i left join public.users u on u.id = i.invited_by_user_id
        where i.token_hash = token and i.status = 'pending' and i.expires_at > now()
          and (i.invited_by_user_id is null or u.is_operator and u.is_active);
      $$;
      create function decline_operator_invitation(token text) returns boolean language sql ${DEFINER} as $$
        update public.operator_invitations i set status = 'declined', updated_at = now()
        where i.token_hash = token and i.status = 'pending' and i.expires_at > now() returning true;
      $$;
      create function accept_operator_invitation(token text, account uuid, proof text) returns text
      language plpgsql ${DEFINER} as $$
      declare inviter uuid; invited text;
      begin
        -- Whoever takes the flag from the inviter has this turn alone.
        select i.invited_by_user_id into inviter from public.operator_invitations i where i.token_hash = token;
        if inviter is not null then
          perform pg_advisory_xact_lock_shared(${ACCOUNT_TURN}, hashtext(inviter::text));
          perform from public.users u where u.id = inviter and u.is_operator and u.is_active;
          if not found then return 'dead'; end if;
        end if;
        select i.email into invited from public.operator_invitations i
        where i.token_hash = token and i.status = 'pending' and i.expires_at > now()
          and i.invited_by_user_id is not distinct from inviter for update;
        if not found then return 'dead'; end if;
        update public.users u set is_operator = true, is_active = true, updated_at = now()
        where u.id = account and u.password_hash = proof and public.account_key(u.email) = public.account_key(invited);
        if not found then return 'unproven'; end if;
        update public.operator_invitations i set status = 'accepted', updated_at = now() where i.token_hash = token;
        return 'accepted';
      end $$;
    `);
  }

  #profile(): void {
    this.addSql(`
      grant update (first_name, last_name, updated_at) on users to ${APP_ROLE};
      create policy name on users for update to ${APP_ROLE} using (id = ${user}) with check (id = ${user});
      create function change_email(account uuid, proof text, address text) returns boolean language sql ${DEFINER} as $$
        update public.users u set email = address, updated_at = now()
        where u.id = account and u.password_hash = proof returning true;
      $$;
    `);
  }
}
