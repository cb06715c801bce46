select count(*) from sale_detail join invoice using (:columns)
