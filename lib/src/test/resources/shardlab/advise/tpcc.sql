-- TPC-C's nine tables, with the columns that its transactions name.
create table warehouse (w_id int primary key, w_name text, w_tax numeric(4, 4), w_ytd numeric(12, 2));
create table district (
    d_id int, d_w_id int references warehouse (w_id), d_tax numeric(4, 4), d_ytd numeric(12, 2), d_next_o_id int,
    primary key (d_w_id, d_id));
create table customer (
    c_id int, c_d_id int, c_w_id int, c_last text, c_discount numeric(4, 4), c_balance numeric(12, 2),
    primary key (c_w_id, c_d_id, c_id),
    foreign key (c_w_id, c_d_id) references district (d_w_id, d_id));
create table history (
    h_c_id int, h_c_d_id int, h_c_w_id int, h_d_id int, h_w_id int, h_date timestamp, h_amount numeric(6, 2));
create table orders (
    o_id int, o_d_id int, o_w_id int, o_c_id int, o_entry_d timestamp, o_carrier_id int, o_ol_cnt int,
    primary key (o_w_id, o_d_id, o_id));
create table new_order (no_o_id int, no_d_id int, no_w_id int, primary key (no_w_id, no_d_id, no_o_id));
create table item (i_id int primary key, i_name text, i_price numeric(5, 2), i_data text);
create table stock (
    s_i_id int references item (i_id), s_w_id int, s_quantity int, s_ytd int, s_order_cnt int,
    primary key (s_w_id, s_i_id));
create table order_line (
    ol_o_id int, ol_d_id int, ol_w_id int, ol_number int, ol_i_id int, ol_supply_w_id int, ol_quantity int,
    ol_amount numeric(6, 2), ol_delivery_d timestamp,
    primary key (ol_w_id, ol_d_id, ol_o_id, ol_number));
