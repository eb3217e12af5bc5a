-- For SchemaUpdateTest: a migration as a later release may have it.
alter table trekkpaalegg_feed add column colour varchar(10) default 'green' not null;
update trekkpaalegg_schema set version = 1000;
