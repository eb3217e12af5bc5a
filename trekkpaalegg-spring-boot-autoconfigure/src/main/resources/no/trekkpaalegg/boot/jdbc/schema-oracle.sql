-- Run once: a table that exists is an error.

-- How far the feed of each employer has come. Times are UTC. A transaction of the feed locks the row of its employer.
create table trekkpaalegg_feed (
    employer                 varchar2(64 char)  not null,
    feed_cursor              number(19)         not null,
    cursor_marks             clob,
    resume_after             number(19),
    paused                   number(1)          not null,
    failures                 number(10)         not null,
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
    held_runs                number(10)         not null,
    held_until               timestamp(6),
    delivered_under          clob,
    primary key (employer)
);

-- Order versions on their way to the host, and the memory of what was delivered. Times are UTC.
-- entry_key and order_key are digests of the key and of employer and trekkid. json_text holds personal data until delivery.
-- open_at is null when nothing is left to do with a row, not even to remove json_text.
-- trekkid and trekkstatus may be empty, which this database takes for null.
create table trekkpaalegg_inbox (
    entry_key       varchar2(64 char) not null,
    order_key       varchar2(64 char) not null,
    employer        varchar2(64 char) not null,
    trekkid         clob,
    trekkversjon    number(10)        not null,
    trekkstatus     clob,
    sekvensnummer   number(19)        not null,
    state           varchar2(16 char) not null,
    json_text       clob,
    received_at     timestamp(6)      not null,
    recovered       number(1)         not null,
    attempts        number(10)        not null,
    next_attempt_at timestamp(6),
    cause           clob,
    settled_at      timestamp(6),
    open_at         timestamp(6),
    primary key (entry_key)
);

create index trekkpaalegg_inbox_order
    on trekkpaalegg_inbox (order_key);
create index trekkpaalegg_inbox_state
    on trekkpaalegg_inbox (employer, state, sekvensnummer, trekkversjon, entry_key);
create index trekkpaalegg_inbox_open
    on trekkpaalegg_inbox (state, employer, open_at, received_at);

-- The table of db-scheduler 16, which runs the passes.
create table trekkpaalegg_tasks (
    task_name            varchar2(100 char)          not null,
    task_instance        varchar2(100 char)          not null,
    task_data            blob,
    execution_time       timestamp(6) with time zone not null,
    picked               number(1)                   not null,
    picked_by            varchar2(100 char),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures number(10),
    last_heartbeat       timestamp(6) with time zone,
    version              number(19)                  not null,
    priority             number(5),
    primary key (task_name, task_instance)
);

create index trekkpaalegg_tasks_due
    on trekkpaalegg_tasks (execution_time);
create index trekkpaalegg_tasks_heartbeat
    on trekkpaalegg_tasks (last_heartbeat);

-- The version of these tables: the last of all, so that tables without it are not complete.
create table trekkpaalegg_schema (
    version number(10) not null,
    primary key (version)
);

insert into trekkpaalegg_schema (version)
    select 1 from dual where not exists (select 1 from trekkpaalegg_schema);
