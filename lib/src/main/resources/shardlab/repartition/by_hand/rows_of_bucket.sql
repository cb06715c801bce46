select %1$s from %2$I.%3$I where bucket %% %4$s = %5$s
