select %1$s from %2$s where %3$s
