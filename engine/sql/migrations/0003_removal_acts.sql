-- What reeve itself did at sources, with its own credentials.
create table removal_act (
  id text not null primary key,
  removal_id text not null,
  plan_digest text not null,
  kind bigint not null,
  outcome bigint not null,
  detail text not null,
  done_by text not null,
  reason text not null,
  started_at bigint not null,
  ended_at bigint not null,
  facts text not null,
  inverse text not null
);
create index removal_act_by_removal on removal_act (removal_id);

create table plan_approval (
  plan_digest text not null,
  by_key text not null,
  by_name text not null,
  recorded_by text not null,
  approved_at bigint not null,
  primary key (plan_digest, by_key)
);
