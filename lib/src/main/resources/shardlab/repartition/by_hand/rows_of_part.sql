select * from %1$I.part
