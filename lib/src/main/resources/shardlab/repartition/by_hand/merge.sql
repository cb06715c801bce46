-- merge: equal keys are on one node now, so each node joins what it has
create unlogged table by_hand.part as
%1$s
