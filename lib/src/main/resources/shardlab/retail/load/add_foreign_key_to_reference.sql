alter table %1$I.%2$I
    add constraint %3$I foreign key (%4$I) references %1$I.%5$I (%4$I)
