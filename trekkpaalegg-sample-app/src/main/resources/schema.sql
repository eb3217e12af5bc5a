-- What payroll has to withhold. The library creates its own tables beside it.
create table withholding (
    employer     varchar(9)   not null,
    trekkid      varchar(100) not null,
    trekkversjon integer      not null,
    employee     varchar(11)  not null,
    order_json   text         not null,
    primary key (employer, trekkid)
);
