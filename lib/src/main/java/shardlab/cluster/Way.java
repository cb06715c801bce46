package shardlab.cluster;

/** The two directions of what passes between a node and whoever connects to it. */
public enum Way {
    /** Statements, and whatever else is sent to the node. */
    TO_NODE,
    /** Rows, acknowledgements, and whatever else the node answers. */
    FROM_NODE
}
