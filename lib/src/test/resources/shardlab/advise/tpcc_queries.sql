-- name: customer and warehouse
-- weight: 45
-- transaction: new order
select c_discount, c_last, w_tax from customer, warehouse
where w_id = :w_id and c_w_id = w_id and c_d_id = :d_id and c_id = :c_id;
-- name: next order
-- weight: 45
-- transaction: new order
update district set d_next_o_id = d_next_o_id + 1 where d_w_id = :w_id and d_id = :d_id returning d_next_o_id, d_tax;
-- name: order
-- weight: 45
-- transaction: new order
insert into orders (o_id, o_d_id, o_w_id, o_c_id, o_entry_d, o_ol_cnt)
values (:o_id, :d_id, :w_id, :c_id, now(), :ol_cnt);
-- name: new order
-- weight: 45
-- transaction: new order
insert into new_order (no_o_id, no_d_id, no_w_id) values (:o_id, :d_id, :w_id);
-- name: item
-- weight: 450
select i_price, i_name, i_data from item where i_id = :i_id;
-- name: stock
-- weight: 450
-- transaction: new order
update stock set s_quantity = s_quantity - :quantity, s_order_cnt = s_order_cnt + 1
where s_i_id = :i_id and s_w_id = :w_id;
-- name: order line
-- weight: 450
-- transaction: new order
insert into order_line (ol_o_id, ol_d_id, ol_w_id, ol_number, ol_i_id, ol_supply_w_id, ol_quantity, ol_amount)
values (:o_id, :d_id, :w_id, :number, :i_id, :w_id, :quantity, :amount);
-- name: pay the warehouse
-- weight: 43
-- transaction: payment
update warehouse set w_ytd = w_ytd + :amount where w_id = :w_id;
-- name: pay the district
-- weight: 43
-- transaction: payment
update district set d_ytd = d_ytd + :amount where d_w_id = :w_id and d_id = :d_id;
-- name: customers of a name
-- weight: 26
select c_id, c_balance from customer where c_w_id = :w_id and c_d_id = :d_id and c_last = :name order by c_id;
-- name: pay the customer
-- weight: 43
-- transaction: payment
update customer set c_balance = c_balance - :amount where c_w_id = :w_id and c_d_id = :d_id and c_id = :c_id;
-- name: history
-- weight: 43
-- transaction: payment
insert into history (h_c_id, h_c_d_id, h_c_w_id, h_d_id, h_w_id, h_date, h_amount)
values (:c_id, :d_id, :w_id, :d_id, :w_id, now(), :amount);
-- name: last order
-- weight: 4
select o_id, o_entry_d from orders where o_w_id = :w_id and o_d_id = :d_id and o_c_id = :c_id order by o_id desc limit 1;
-- name: oldest new order
-- weight: 4
delete from new_order where no_w_id = :w_id and no_d_id = :d_id and no_o_id =
    (select min(no_o_id) from new_order where no_w_id = :w_id and no_d_id = :d_id);
-- name: stock level
-- weight: 4
select count(distinct s_i_id) from order_line, stock
where ol_w_id = :w_id and ol_d_id = :d_id and ol_o_id between :low and :high
  and s_w_id = :w_id and s_i_id = ol_i_id and s_quantity < :threshold;
-- name: dearest items
-- weight: 0.1
select i_name, sum(ol_amount) from order_line join item on i_id = ol_i_id group by i_name order by 2 desc limit 10;
