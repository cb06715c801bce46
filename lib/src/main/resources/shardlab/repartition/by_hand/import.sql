-- shuffle, first half: see the other node's buckets as if they were here
import foreign schema by_hand limit to (%1$I) from server %2$I into %2$I
