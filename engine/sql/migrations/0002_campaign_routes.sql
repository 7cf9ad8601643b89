-- A case has one work item, which goes from stage to stage; `later` names who follows. What happens to a case besides
-- decisions is an event; case_no 0 stands for the whole campaign.
alter table campaign add column version bigint not null default 0;

alter table work_item add column later text not null default '';

create table campaign_event (
  id text not null primary key,
  campaign_id text not null references campaign (id),
  case_no bigint not null,
  kind bigint not null,
  happened_at bigint not null,
  by_name text not null,
  signed_in text not null,
  from_key text not null,
  from_name text not null,
  to_key text not null,
  to_name text not null,
  words text not null
);
create index campaign_event_by_campaign on campaign_event (campaign_id, happened_at);
