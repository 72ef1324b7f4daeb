import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

const DEFINER = 'security definer set search_path = pg_catalog, public, pg_temp';

/** What the restricted role may call: it begins, looks and ends. To approve, and to open the session, is the owner's. */
const FUNCTIONS = [
  'begin_hand_over(uuid, text, text, text, text, text, timestamptz)',
  'find_hand_over(text[])',
  'poll_hand_over(text, text, interval)',
  'end_hand_overs(uuid)',
  'sweep_hand_overs()',
];

/**
 * Devices that ask a person for a session of their own. Both codes are hashes here, and what proves the device is neither
 * of them. A session that was handed over hands nothing over: else one that was stolen could outlive itself.
 */
export class M0051HandOvers extends Migration {
  override up(): void {
    this.addSql(`
      alter table sessions add column handed_over boolean not null default false;
      create table hand_overs (
        id uuid primary key,
        device_hash text not null unique,
        code_hash text not null unique,
        challenge text not null,
        device text not null,
        address text not null,
        status text not null default 'pending' check (status in ('pending', 'approved', 'refused', 'completed')),
        user_id uuid references users on delete cascade,
        tenant_id uuid references tenants on delete set null,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        polled_at timestamptz,
        check (status = 'pending' or user_id is not null)
      );
      create index hand_overs_user on hand_overs (user_id);
      create index hand_overs_tenant on hand_overs (tenant_id);
      alter table hand_overs enable row level security;
    `);
    this.addSql(`
      create function begin_hand_over(
        hand_over uuid, device_code text, code text, proof text, name text, origin text, until timestamptz
      ) returns void language sql ${DEFINER} as $$
        insert into public.hand_overs (id, device_hash, code_hash, challenge, device, address, expires_at)
        values (hand_over, device_code, code, proof, name, origin, until);
      $$;
      create function find_hand_over(codes text[]) returns table (
        id uuid, device text, address text, status text, created_at timestamptz, expires_at timestamptz, expired boolean
      ) language sql stable rows 1 ${DEFINER} as $$
        select h.id, h.device, h.address, h.status, h.created_at, h.expires_at, h.expires_at <= now()
        from public.hand_overs h where h.code_hash = any (codes);
      $$;
      create function end_hand_overs(account uuid) returns void language sql ${DEFINER} as $$
        update public.hand_overs h set status = 'refused' where h.user_id = account and h.status = 'approved';
      $$;
      create function sweep_hand_overs() returns void language sql ${DEFINER} as $$
        delete from public.hand_overs h where h.expires_at < now() - interval '1 hour';
      $$;
    `);
    // Without the verifier of its challenge a row is not even found. \`wait\`: seconds until it may be asked again.
    this.addSql(`
      create function poll_hand_over(device_code text, proof text, pause interval) returns table (
        id uuid, status text, user_id uuid, expired boolean, wait double precision
      ) language plpgsql rows 1 ${DEFINER} as $$
        #variable_conflict use_column
        declare found_one public.hand_overs;
        begin
          select h.* into found_one from public.hand_overs h
          where h.device_hash = device_code and h.challenge = proof for update;
          if not found then return; end if;
          id := found_one.id;
          status := found_one.status;
          user_id := found_one.user_id;
          expired := found_one.expires_at <= now();
          wait := greatest(0, extract(epoch from found_one.polled_at + pause - clock_timestamp()));
          if wait is null or wait = 0 then
            wait := 0;
            update public.hand_overs h set polled_at = clock_timestamp() where h.id = found_one.id;
          end if;
          return next;
        end $$;
      revoke all on function ${FUNCTIONS.join(', ')} from public;
      grant execute on function ${FUNCTIONS.join(', ')} to ${APP_ROLE};
    `);
  }
}
