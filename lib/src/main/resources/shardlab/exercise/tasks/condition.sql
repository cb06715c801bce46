-- what a learner's condition leaves out of the sales of Texas, and what it takes of others
select count(*) filter (where s.state = 'TX' and (:condition) is not true) as missing,
       count(*) filter (where s.state <> 'TX' and (:condition)) as others
from sale as s
