-- weight: 3
select * from "Orders" as o join "Lines" as l on l."Tenant Id" = o."Tenant Id" and l."Order" = o."Id"
where o."Tenant Id" = $1;
-- name: by the view
select count(*) from open_orders where "Tenant Id" = 7;
-- name: no such column
select nothing from "Orders";
-- name: no sense
select from where;
begin;
select now();
