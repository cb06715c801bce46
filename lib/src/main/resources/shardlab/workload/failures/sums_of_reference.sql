select count(*) as number_of_rows, coalesce(sum(hashtextextended(t::text, 0)), 0) as checksum from %s t
