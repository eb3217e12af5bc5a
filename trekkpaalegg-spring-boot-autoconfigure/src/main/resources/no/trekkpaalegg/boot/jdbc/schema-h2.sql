-- How far the feed of each employer has come. Times are UTC. A transaction of the feed locks the row of its employer.
create table if not exists trekkpaalegg_feed (
    employer                 varchar(64)  not null,
    feed_cursor              bigint       not null,
    cursor_marks             clob,
    resume_after             bigint,
    paused                   boolean      not null,
    failures                 integer      not null,
    next_poll_at             timestamp(6),
    last_pass_at             timestamp(6),
    last_success_at          timestamp(6),
    last_outcome             clob,
    last_problem             clob,
    last_korrelasjonsid      clob,
    next_reconcile_at        timestamp(6),
    last_reconciled_at       timestamp(6),
    last_reconcile_failed_at timestamp(6),
    last_reconcile_problem   clob,
    held_runs                integer      not null,
    held_until               timestamp(6),
    delivered_under          clob,
    primary key (employer)
);

-- Order versions on their way to the host, and the memory of what was delivered. Times are UTC.
-- entry_key and order_key are digests of the key and of employer and trekkid. json_text holds personal data until delivery.
-- open_at is null when nothing is left to do with a row, not even to remove json_text.
create table if not exists trekkpaalegg_inbox (
    entry_key       varchar(64)  not null,
    order_key       varchar(64)  not null,
    employer        varchar(64)  not null,
    trekkid         clob         not null,
    trekkversjon    integer      not null,
    trekkstatus     clob         not null,
    sekvensnummer   bigint       not null,
    state           varchar(16)  not null,
    json_text       clob,
    received_at     timestamp(6) not null,
    recovered       boolean      not null,
    attempts        integer      not null,
    next_attempt_at timestamp(6),
    cause           clob,
    settled_at      timestamp(6),
    open_at         timestamp(6),
    primary key (entry_key)
);

create index if not exists trekkpaalegg_inbox_order
    on trekkpaalegg_inbox (order_key);
create index if not exists trekkpaalegg_inbox_state
    on trekkpaalegg_inbox (employer, state, sekvensnummer, trekkversjon, entry_key);
create index if not exists trekkpaalegg_inbox_open
    on trekkpaalegg_inbox (state, employer, open_at, received_at);

-- The table of db-scheduler 16, which runs the passes.
create table if not exists trekkpaalegg_tasks (
    task_name            varchar(100)                not null,
    task_instance        varchar(100)                not null,
    task_data            blob,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean                     not null,
    picked_by            varchar(100),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint                      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index if not exists trekkpaalegg_tasks_due
    on trekkpaalegg_tasks (execution_time);
create index if not exists trekkpaalegg_tasks_heartbeat
    on trekkpaalegg_tasks (last_heartbeat);

-- The version of these tables: the last of all, so that tables without it are not complete.
create table if not exists trekkpaalegg_schema (
    version integer not null,
    primary key (version)
);

insert into trekkpaalegg_schema (version)
    select 1 where not exists (select 1 from trekkpaalegg_schema);
