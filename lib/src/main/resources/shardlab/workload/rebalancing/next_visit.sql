select coalesce(max(visit_id), 0) + 1 from skew.visit where state = ?
