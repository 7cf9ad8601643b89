-- What people decided where the sources do not say enough. Rows are never changed but for the withdrawal.
create table correction (
  id text not null primary key,
  kind bigint not null,
  source text not null,
  native_key text not null,
  second_key text not null,
  person_source text not null,
  person_key text not null,
  categories text not null,
  instead_of text not null,
  decided_by text not null,
  recorded_by text not null,
  reason text not null,
  decided_at bigint not null,
  ends bigint not null,
  withdrawn_by text not null,
  withdrawn_at bigint not null
);
