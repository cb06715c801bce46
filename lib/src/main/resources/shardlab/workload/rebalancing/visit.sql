insert into skew.visit (state, visit_id) values (?, ?)
