-- Reads wait for running transactions unless the database has read_committed_snapshot on.

-- How far the feed of each employer has come. Times are UTC. A transaction of the feed locks the row of its employer.
if object_id(N'trekkpaalegg_feed', N'U') is null
create table trekkpaalegg_feed (
    employer                 nvarchar(64)  not null,
    feed_cursor              bigint        not null,
    cursor_marks             nvarchar(max),
    resume_after             bigint,
    paused                   bit           not null,
    failures                 int           not null,
    next_poll_at             datetime2(6),
    last_pass_at             datetime2(6),
    last_success_at          datetime2(6),
    last_outcome             nvarchar(max),
    last_problem             nvarchar(max),
    last_korrelasjonsid      nvarchar(max),
    next_reconcile_at        datetime2(6),
    last_reconciled_at       datetime2(6),
    last_reconcile_failed_at datetime2(6),
    last_reconcile_problem   nvarchar(max),
    held_runs                int           not null,
    held_until               datetime2(6),
    delivered_under          nvarchar(max),
    primary key (employer)
);

-- Order versions on their way to the host, and the memory of what was delivered. Times are UTC.
-- entry_key and order_key are digests of the key and of employer and trekkid. json_text holds personal data until delivery.
-- open_at is null when nothing is left to do with a row, not even to remove json_text.
if object_id(N'trekkpaalegg_inbox', N'U') is null
create table trekkpaalegg_inbox (
    entry_key       nvarchar(64)  not null,
    order_key       nvarchar(64)  not null,
    employer        nvarchar(64)  not null,
    trekkid         nvarchar(max) not null,
    trekkversjon    int           not null,
    trekkstatus     nvarchar(max) not null,
    sekvensnummer   bigint        not null,
    state           nvarchar(16)  not null,
    json_text       nvarchar(max),
    received_at     datetime2(6)  not null,
    recovered       bit           not null,
    attempts        int           not null,
    next_attempt_at datetime2(6),
    cause           nvarchar(max),
    settled_at      datetime2(6),
    open_at         datetime2(6),
    primary key (entry_key),
    index trekkpaalegg_inbox_order (order_key),
    index trekkpaalegg_inbox_state (employer, state, sekvensnummer, trekkversjon, entry_key),
    index trekkpaalegg_inbox_open (state, employer, open_at, received_at) where open_at is not null
);

-- The table of db-scheduler 16, which runs the passes.
if object_id(N'trekkpaalegg_tasks', N'U') is null
create table trekkpaalegg_tasks (
    task_name            nvarchar(100)     not null,
    task_instance        nvarchar(100)     not null,
    task_data            varbinary(max),
    execution_time       datetimeoffset(6) not null,
    picked               bit               not null,
    picked_by            nvarchar(100),
    last_success         datetimeoffset(6),
    last_failure         datetimeoffset(6),
    consecutive_failures int,
    last_heartbeat       datetimeoffset(6),
    version              bigint            not null,
    priority             smallint,
    primary key (task_name, task_instance),
    index trekkpaalegg_tasks_due (execution_time),
    index trekkpaalegg_tasks_heartbeat (last_heartbeat)
);

-- The version of these tables: the last of all, so that tables without it are not complete.
if object_id(N'trekkpaalegg_schema', N'U') is null
create table trekkpaalegg_schema (
    version int not null,
    primary key (version)
);

insert into trekkpaalegg_schema (version)
    select 1 where not exists (select 1 from trekkpaalegg_schema);
