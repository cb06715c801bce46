-- collect: the merged parts of all nodes as one view
create view by_hand.part as
%1$s
