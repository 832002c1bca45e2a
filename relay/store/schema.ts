/**
 * What both stores hold beside the queue of deliveries. Times are milliseconds since the epoch. No table
 * holds anything of a record but its id.
 */
export const SCHEMA = `
create table if not exists subscriptions (
  id text primary key,
  location_id text not null,
  events text not null,
  target_url text not null,
  created_at bigint not null,
  expires_at bigint not null,
  suspended_at bigint,
  unique (location_id, events, target_url)
);
create table if not exists topics (
  location_id text not null,
  type text not null,
  subscription_id text not null,
  primary key (location_id, type, subscription_id)
);
create table if not exists seen (
  key text primary key,
  location_id text not null,
  at bigint not null
);
create index if not exists seen_by_location on seen (location_id, at);
create table if not exists signatures (
  value text primary key,
  until bigint not null
);
create table if not exists blocked_targets (
  target_url text primary key,
  since bigint not null,
  probe_at bigint not null
);
create table if not exists caught_up (
  subscription_id text not null,
  since bigint not null,
  until bigint not null,
  at bigint not null
);
create index if not exists caught_up_by_subscription on caught_up (subscription_id);
create table if not exists heartbeat (
  id integer primary key,
  at bigint not null
);
`;
