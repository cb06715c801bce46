-- shuffle, second half: fetch the buckets that are this node's own, from every node that has some
create unlogged table by_hand.%1$I as
%2$s
