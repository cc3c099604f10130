create table hub.client_key (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  company_ids smallint[] not null check (company_id = any (company_ids)),
  name text not null check (name <> ''),
  roles text[] not null check (cardinality(roles) > 0),
  hash bytea not null unique check (octet_length(hash) = 32),
  expires_at timestamptz not null,
  last_used_on date,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  revoked_by text
);
create index client_key_company on hub.client_key (company_id, id);
comment on table hub.client_key is 'Static keys of clients that cannot fetch tokens: good for the addresses under /pcp/api alone, until they expire or are revoked';
comment on column hub.client_key.company_id is 'Company whose people see and revoke it; one of those that it opens';
comment on column hub.client_key.hash is 'SHA-256 of the key, which is 256 bits of chance: nothing to be guessed by salt or stretching';
comment on column hub.client_key.last_used_on is 'Day on which it was last used, in the zone of its company';
