-- name: merge beside
merge into owned as o using trade as t on t.seller = o.player_id and t.item_id = o.item_id when matched then update
    set amount = 2;
-- name: merge from elsewhere
merge into owned as o using trade as t on t.buyer = o.player_id and t.item_id = o.item_id when matched then update set
    amount = 2;
-- name: merge of the key
merge into owned as o using trade as t on t.seller = o.player_id and t.item_id = o.item_id when matched then update
    set player_id = 2, item_id = 3;
-- name: merge rows
merge into owned as o using item as i on i.item_id = o.item_id when matched then delete;
-- name: merge with inserts
merge into owned as o using entry as e on e.player_id = o.player_id when matched then delete when not matched then
    insert values (e.player_id, 1, 2);
-- name: merge not by the key
merge into owned as o using entry as e on e.score = o.amount when matched then delete;
-- name: merge one
merge into owned as o using trade as t on t.seller = o.player_id and o.player_id = 4 and t.item_id = 3 and o.item_id =
    3 when matched then update set amount = 2;
-- name: merge values
merge into owned as o using (values (1::bigint, 2)) as v (p, i) on v.p = o.player_id and v.i = o.item_id when matched
    then update set amount = 2 when not matched then insert values (v.p, v.i, 1);
-- name: merge into a reference table
merge into item as i using trade as t on t.item_id = i.item_id when matched then delete;
-- name: merge reference tables
merge into item as i using season as s on s.season = i.item_id when matched then delete;
-- name: merge locals
merge into ban as b using player as p on p.player_id = b.player_id when matched then delete;
-- name: merge a subquery
merge into owned as o using (select seller, item_id, count(*) n from trade group by 1, 2) as t on t.seller =
    o.player_id and t.item_id = o.item_id when matched then update set amount = n;
