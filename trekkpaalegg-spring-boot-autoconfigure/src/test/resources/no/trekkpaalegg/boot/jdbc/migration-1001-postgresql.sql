-- For SchemaUpdateTest: fails where there is a table of this name.
create table paint (colour varchar(10));
update trekkpaalegg_schema set version = 1001;
