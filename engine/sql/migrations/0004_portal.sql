-- Roles in the portal (bits: 1 reviewer, 2 campaign owner, 4 administrator, 8 auditor), and who looked at what.
alter table portal_link add column roles bigint not null default 1;

alter table portal_session add column roles bigint not null default 1;
alter table portal_session add column signed_in text not null default 'single-use link';
alter table portal_session add column seen_at bigint not null default 0;

create table portal_look (
  id text not null primary key,
  looked_at bigint not null,
  looked_by text not null,
  role text not null,
  what text not null,
  about text not null
);
create index portal_look_by_time on portal_look (looked_at);
