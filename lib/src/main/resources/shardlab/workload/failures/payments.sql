select (select count(*) from failure_lab.payment)                           as plain_rows,
       (select count(distinct request) from failure_lab.payment)            as plain_requests,
       (select count(*) from failure_lab.payment_by_request)                as keyed_rows,
       (select count(distinct request) from failure_lab.payment_by_request) as keyed_requests
