/** One implicit transaction: the sample is there whole, or not at all. */
export const sampleTables = `
  create schema voyages;
  comment on schema voyages is 'Harbours, vessels and the voyages between them';

  create type voyages.vessel_kind as enum ('galley', 'cog', 'carrack', 'caravel');
  create domain voyages.latitude as numeric(8, 5) check (value between -90 and 90);
  create domain voyages.longitude as numeric(8, 5) check (value between -180 and 180);

  create table voyages.harbours (
    id integer generated always as identity primary key,
    name text not null unique,
    sea text not null,
    latitude voyages.latitude not null,
    longitude voyages.longitude not null,
    depth_fathoms numeric(5, 1)
  );
  comment on table voyages.harbours is 'Ports of call, as a chart of the time shows them';
  comment on column voyages.harbours.depth_fathoms is 'Depth at the quay; unknown where nobody took soundings';

  create table voyages.vessels (
    id integer generated always as identity primary key,
    name text not null,
    kind voyages.vessel_kind not null,
    built_year smallint,
    nicknames text[] not null default '{}'
  );
  create unique index vessels_name on voyages.vessels (lower(name));

  create table voyages.voyages (
    id bigint generated always as identity primary key,
    vessel_id integer not null references voyages.vessels on delete restrict,
    from_harbour_id integer not null references voyages.harbours,
    to_harbour_id integer not null references voyages.harbours,
    departed_on date not null,
    arrived_on date,
    days integer generated always as (arrived_on - departed_on) stored,
    log jsonb not null default '{}',
    check (arrived_on >= departed_on)
  );
  create index voyages_open on voyages.voyages (departed_on) where arrived_on is null;

  create table voyages.cargo (
    voyage_id bigint not null references voyages.voyages on delete cascade,
    line smallint not null,
    goods text not null,
    barrels integer not null check (barrels > 0),
    primary key (voyage_id, line)
  );

  create view voyages.arrivals as
    select v.id, s.name as vessel, h.name as harbour, v.arrived_on
    from voyages.voyages v
    join voyages.vessels s on s.id = v.vessel_id
    join voyages.harbours h on h.id = v.to_harbour_id
    where v.arrived_on is not null;

  insert into voyages.harbours (name, sea, latitude, longitude, depth_fathoms) values
    ('Genova', 'Ligurian', 44.40565, 8.94626, 6.5), ('Venezia', 'Adriatic', 45.43713, 12.33265, 4),
    ('Barcelona', 'Balearic', 41.37630, 2.18470, 5.5), ('Valletta', 'Mediterranean', 35.89891, 14.51455, 9),
    ('Alexandria', 'Mediterranean', 31.20087, 29.91874, null), ('Kaffa', 'Black', 45.03500, 35.37900, 3.5);
  insert into voyages.vessels (name, kind, built_year, nicknames) values
    ('Santa Clara', 'carrack', 1482, '{Nina}'), ('San Giorgio', 'galley', 1398, '{}'), ('Rosa dei Venti', 'cog', 1421, '{Rosetta}');
  insert into voyages.voyages (vessel_id, from_harbour_id, to_harbour_id, departed_on, arrived_on, log) values
    (1, 1, 3, '1490-04-02', '1490-04-09', '{"wind": "NE"}'), (2, 2, 5, '1401-05-11', '1401-06-20', '{"pilot": "Marco"}'),
    (3, 4, 6, '1423-07-01', '1423-08-03', '{}'), (1, 3, 4, '1490-05-01', null, '{}');
  insert into voyages.cargo (voyage_id, line, goods, barrels) values
    (1, 1, 'alum', 120), (1, 2, 'olive oil', 60), (2, 1, 'glass', 40), (3, 1, 'grain', 300);
`;
