-- The store of reeve. Plain SQL that SQLite, PostgreSQL and its distributed relatives accept: no sequences, no
-- triggers, no recursion. Numbers are BIGINT everywhere. Times are milliseconds since 1970 in UTC; where a source may
-- not tell, NULL = unknown and 9223372036854775807 = never. Enums are the numbers of engine/model. Texts are written
-- as engine/sql/sql_text.h says, lists of texts as engine/sql/rows.h says, digests as hexadecimal digits.
-- {clustered} stands for what keeps a table's rows in the order of its primary key.

-- Numbers that the store gives out, by compare and swap.
create table counter (
  name text not null primary key,
  value bigint not null
);
insert into counter (name, value) values ('run', 0);
insert into counter (name, value) values ('snapshot', 0);

-- One read of one source. state: 0 published, 1 quarantined, 2 being written, 3 given up and about to be deleted; id is
-- null until the run is published. Rows of the facts belong to the run from the moment at which they are written, and
-- can be seen only from the moment at which the state becomes 0 or 1.
create table sync_run (
  run_no bigint not null primary key,
  id text unique,
  source text not null,
  kind text not null,
  started bigint not null,
  finished bigint not null,
  state bigint not null,
  quarantine_reason text not null,
  accepted_by text not null,
  digest text not null,
  reject_count bigint not null
);
create index sync_run_by_source on sync_run (source, run_no);

create table sync_section (
  run_no bigint not null,
  section bigint not null,
  state bigint not null,
  reason text not null,
  scope text not null,
  scope_digest text not null,
  rows_read bigint not null,
  kept bigint not null,
  rejected bigint not null,
  duplicates bigint not null,
  primary key (run_no, section)
) {clustered};

create table sync_reject (
  run_no bigint not null,
  reject_no bigint not null,
  section bigint not null,
  place text not null,
  row_key text,
  reason text not null,
  primary key (run_no, reject_no)
) {clustered};

-- Facts. ordinal: place in the order of the natural keys, from 0 within run and section. References are ordinals of the
-- same run; to accounts and principals 2 * ordinal for an account and 2 * ordinal + 1 for any other principal; -1 = none.
-- A key stands beside a reference only where it may name something that the run does not hold.
create table fact_identity (
  run_no bigint not null,
  ordinal bigint not null,
  row_key text not null,
  display_name text not null,
  employment bigint not null,
  status bigint not null,
  job text not null,
  department text not null,
  region text not null,
  manager_key text not null,
  manager bigint not null,
  employee_number text not null,
  email text not null,
  starts bigint,
  ends bigint,
  job_since bigint,
  primary key (run_no, ordinal)
) {clustered};

create table fact_account (
  run_no bigint not null,
  ordinal bigint not null,
  row_key text not null,
  second_key text not null,
  display_name text not null,
  kind bigint not null,
  owner_key text not null,
  is_private bigint not null,
  account_kind bigint not null,
  enabled bigint not null,
  last_sign_in bigint,
  valid_until bigint,
  employee_number text not null,
  email text not null,
  person_name text not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_principal (
  run_no bigint not null,
  ordinal bigint not null,
  row_key text not null,
  second_key text not null,
  display_name text not null,
  kind bigint not null,
  owner_key text not null,
  is_private bigint not null,
  account_kind bigint not null,
  enabled bigint not null,
  last_sign_in bigint,
  valid_until bigint,
  employee_number text not null,
  email text not null,
  person_name text not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_membership (
  run_no bigint not null,
  ordinal bigint not null,
  member bigint not null,
  container bigint not null,
  inherited bigint not null,
  assumable bigint not null,
  administer bigint not null,
  grantor_key text not null,
  granted_at bigint,
  valid_until bigint,
  primary key (run_no, ordinal)
) {clustered};

create table fact_resource (
  run_no bigint not null,
  ordinal bigint not null,
  row_key text not null,
  second_key text not null,
  parent bigint not null,
  display_name text not null,
  kind bigint not null,
  owner_key text not null,
  owner bigint not null,
  steward_key text not null,
  region text not null,
  environment text not null,
  labels text not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_lineage (
  run_no bigint not null,
  ordinal bigint not null,
  exposing bigint not null,
  exposed bigint not null,
  mode bigint not null,
  reader_key text not null,
  reader bigint not null,
  privilege text not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_grant (
  run_no bigint not null,
  ordinal bigint not null,
  principal bigint not null,
  resource bigint not null,
  privilege text not null,
  action bigint not null,
  grant_option bigint not null,
  option_only bigint not null,
  covers_descendants bigint not null,
  personal bigint not null,
  kind bigint not null,
  grantor_key text not null,
  granted_at bigint,
  valid_until bigint,
  primary key (run_no, ordinal)
) {clustered};

create table fact_gate (
  run_no bigint not null,
  ordinal bigint not null,
  resource bigint not null,
  privilege text not null,
  checked bigint not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_usage (
  run_no bigint not null,
  ordinal bigint not null,
  principal bigint not null,
  resource bigint not null,
  privilege text not null,
  last_used bigint,
  observed_from bigint,
  observed_to bigint,
  attribution bigint not null,
  primary key (run_no, ordinal)
) {clustered};

create table fact_approval (
  run_no bigint not null,
  ordinal bigint not null,
  request text not null,
  subject_key text not null,
  target_key text not null,
  privilege text not null,
  approver_key text not null,
  purpose text not null,
  starts bigint,
  ends bigint,
  primary key (run_no, ordinal)
) {clustered};

-- Snapshots: the runs that belong together, and what was derived from them. References are (run, ordinal).
create table snapshot (
  snapshot_no bigint not null primary key,
  id text not null unique,
  as_of bigint not null,
  missing_sources text not null,
  derived_digest text not null
);

create table snapshot_run (
  snapshot_no bigint not null references snapshot (snapshot_no),
  place bigint not null,
  run_no bigint not null references sync_run (run_no),
  primary key (snapshot_no, place)
) {clustered};

create table derived_owner (
  snapshot_no bigint not null,
  row_no bigint not null,
  principal_run bigint not null,
  principal_ordinal bigint not null,
  is_account bigint not null,
  state bigint not null,
  identity_run bigint not null,
  identity_ordinal bigint not null,
  rule text not null,
  confidence bigint not null,
  primary key (snapshot_no, row_no)
) {clustered};

create table derived_binding (
  snapshot_no bigint not null,
  row_no bigint not null,
  member_run bigint not null,
  member_ordinal bigint not null,
  member_is_account bigint not null,
  container_run bigint not null,
  container_ordinal bigint not null,
  container_is_account bigint not null,
  assumable bigint not null,
  rule text not null,
  primary key (snapshot_no, row_no)
) {clustered};

create table derived_classification (
  snapshot_no bigint not null,
  row_no bigint not null,
  resource_run bigint not null,
  resource_ordinal bigint not null,
  categories text not null,
  rule text not null,
  primary key (snapshot_no, row_no)
) {clustered};

-- What the rules said.
create table evaluation (
  snapshot_no bigint not null primary key references snapshot (snapshot_no),
  evaluated_at bigint not null,
  engine text not null
);

create table evaluation_rule (
  snapshot_no bigint not null,
  rule text not null,
  digest text,
  situations bigint,
  primary key (snapshot_no, rule)
) {clustered};

create table evaluation_finding (
  snapshot_no bigint not null,
  fingerprint text not null,
  rule text not null,
  code text not null,
  severity bigint not null,
  grain bigint not null,
  subject_key text not null,
  entitlement_key text not null,
  subject_name text not null,
  entitlement_name text not null,
  source text not null,
  manager_key text not null,
  manager_name text not null,
  categories text not null,
  params text not null,
  sentence text not null,
  primary key (snapshot_no, fingerprint)
) {clustered};

create table evaluation_not_evaluable (
  snapshot_no bigint not null,
  row_no bigint not null,
  rule text not null,
  grain bigint not null,
  subject_key text not null,
  entitlement_key text not null,
  reason text not null,
  detail text not null,
  people bigint not null,
  primary key (snapshot_no, row_no)
) {clustered};

create table finding_record (
  fingerprint text not null primary key,
  rule text not null,
  code text not null,
  severity bigint not null,
  grain bigint not null,
  subject_key text not null,
  entitlement_key text not null,
  subject_name text not null,
  entitlement_name text not null,
  source text not null,
  manager_key text not null,
  manager_name text not null,
  categories text not null,
  params text not null,
  sentence text not null,
  state bigint not null,
  cause bigint not null,
  first_seen bigint not null,
  last_seen bigint not null,
  changed_in bigint not null,
  waiver_id text not null
) {clustered};

create table waiver (
  id text not null primary key,
  rule text not null,
  subject_key text not null,
  entitlement_key text not null,
  reason text not null,
  compensating_control text not null,
  requested_by text not null,
  approved_by text not null,
  starts bigint not null,
  ends bigint not null,
  recorded_at bigint not null,
  revoked_by text not null
);

create table verdict_cache (
  rule_digest text not null primary key,
  verdicts text not null
);

-- Campaigns. state of a work item: 0 open, 1 decided, 2 signed off; version counts its transitions.
create table campaign (
  id text not null primary key,
  name text not null,
  snapshot_no bigint not null references snapshot (snapshot_no),
  state bigint not null,
  opened_by text not null,
  opened_at bigint not null,
  deadline bigint not null,
  closed_by text not null,
  closed_at bigint not null,
  accepted_gap text not null,
  definition text not null,
  scope text not null
);

create table campaign_card (
  campaign_id text not null,
  card_no bigint not null,
  title text not null,
  ends text not null,
  why_no_cut text not null,
  consequence text not null,
  primary key (campaign_id, card_no)
) {clustered};

create table campaign_card_edge (
  campaign_id text not null,
  card_no bigint not null,
  place bigint not null,
  source text not null,
  section bigint not null,
  edge_key text not null,
  what text not null,
  statement text not null,
  inverse text not null,
  seen_in bigint not null,
  scope_digest text not null,
  primary key (campaign_id, card_no, place)
) {clustered};

create table campaign_case (
  campaign_id text not null,
  case_no bigint not null,
  card_no bigint not null,
  kind bigint not null,
  subject_key text not null,
  subject_name text not null,
  entitlement_key text not null,
  entitlement_name text not null,
  categories text not null,
  findings text not null,
  risk bigint not null,
  flagged bigint not null,
  evidence text not null,
  evidence_digest text not null,
  primary key (campaign_id, case_no)
) {clustered};

create table work_item (
  campaign_id text not null,
  case_no bigint not null,
  stage bigint not null,
  reviewer_key text not null,
  reviewer_name text not null,
  why_reviewer text not null,
  state bigint not null,
  version bigint not null,
  primary key (campaign_id, case_no, stage)
) {clustered};
create index work_item_by_reviewer on work_item (campaign_id, reviewer_key);

create table decision (
  id text not null primary key,
  campaign_id text not null references campaign (id),
  case_no bigint not null,
  stage bigint not null,
  kind bigint not null,
  until_time bigint,
  reason text not null,
  by_key text not null,
  by_name text not null,
  signed_in text not null,
  decided_at bigint not null,
  bulk bigint not null,
  evidence_digest text not null,
  undone_at text not null
);
create index decision_by_item on decision (campaign_id, case_no, stage);

create table sign_off (
  campaign_id text not null references campaign (id),
  reviewer_key text not null,
  signed_at bigint not null,
  reviewer_name text not null,
  statement text not null,
  items bigint not null,
  primary key (campaign_id, reviewer_key, signed_at)
);

-- The portal: only digests of tokens are kept.
create table portal_link (
  token_digest text not null primary key,
  campaign_id text not null,
  reviewer_key text not null,
  reviewer_name text not null,
  expires bigint not null,
  used_at bigint not null
);

create table portal_session (
  token_digest text not null primary key,
  campaign_id text not null,
  reviewer_key text not null,
  reviewer_name text not null,
  csrf_token text not null,
  expires bigint not null
);

-- Removals and the outbox of their tickets.
create table removal (
  id text not null primary key,
  campaign_id text not null,
  source text not null,
  section bigint not null,
  edge_key text not null,
  what text not null,
  statement text not null,
  inverse text not null,
  consequence text not null,
  cases text not null,
  decided_by text not null,
  decided_at bigint not null,
  decided_on bigint not null,
  scope_digest text not null,
  state bigint not null,
  state_detail text not null,
  state_at bigint not null,
  state_run bigint not null
);

create table ticket (
  id text not null primary key,
  removal_id text not null,
  sink text not null,
  idempotency_key text not null,
  state bigint not null,
  external_ref text not null,
  attempts bigint not null,
  next_attempt bigint not null,
  last_error text not null
);
create index ticket_by_next_attempt on ticket (state, next_attempt);
