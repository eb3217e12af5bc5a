-- How far the feed of each employer has come. Times are UTC. A transaction of the feed locks the row of its employer.
create table if not exists trekkpaalegg_feed (
    employer                 varchar(64)  not null,
    feed_cursor              bigint       not null,
    cursor_marks             longtext,
    resume_after             bigint,
    paused                   boolean      not null,
    failures                 integer      not null,
    next_poll_at             datetime(6),
    last_pass_at             datetime(6),
    last_success_at          datetime(6),
    last_outcome             longtext,
    last_problem             longtext,
    last_korrelasjonsid      longtext,
    next_reconcile_at        datetime(6),
    last_reconciled_at       datetime(6),
    last_reconcile_failed_at datetime(6),
    last_reconcile_problem   longtext,
    held_runs                integer      not null,
    held_until               datetime(6),
    delivered_under          longtext,
    primary key (employer)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;

-- Order versions on their way to the host, and the memory of what was delivered. Times are UTC.
-- entry_key and order_key are digests of the key and of employer and trekkid. json_text holds personal data until delivery.
-- open_at is null when nothing is left to do with a row, not even to remove json_text.
create table if not exists trekkpaalegg_inbox (
    entry_key       varchar(64) not null,
    order_key       varchar(64) not null,
    employer        varchar(64) not null,
    trekkid         longtext    not null,
    trekkversjon    integer     not null,
    trekkstatus     longtext    not null,
    sekvensnummer   bigint      not null,
    state           varchar(16) not null,
    json_text       longtext,
    received_at     datetime(6) not null,
    recovered       boolean     not null,
    attempts        integer     not null,
    next_attempt_at datetime(6),
    cause           longtext,
    settled_at      datetime(6),
    open_at         datetime(6),
    primary key (entry_key),
    index trekkpaalegg_inbox_order (order_key),
    index trekkpaalegg_inbox_state (employer, state, sekvensnummer, trekkversjon, entry_key),
    index trekkpaalegg_inbox_open (state, employer, open_at, received_at)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;

-- The table of db-scheduler 16, which runs the passes.
create table if not exists trekkpaalegg_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            longblob,
    execution_time       timestamp(6) not null default current_timestamp(6),
    picked               boolean      not null,
    picked_by            varchar(100),
    last_success         timestamp(6) null,
    last_failure         timestamp(6) null,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) null,
    version              bigint       not null,
    priority             smallint,
    primary key (task_name, task_instance),
    index trekkpaalegg_tasks_due (execution_time),
    index trekkpaalegg_tasks_heartbeat (last_heartbeat)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;

-- The version of these tables: the last of all, so that tables without it are not complete.
create table if not exists trekkpaalegg_schema (
    version integer not null,
    primary key (version)
) engine = innodb;

insert into trekkpaalegg_schema (version)
    select 1 from dual where not exists (select 1 from trekkpaalegg_schema);
