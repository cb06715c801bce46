/**
 * What the figures of the lessons show, asked of a cluster: between the rooms that know servers and {@code chart}, which
 * draws what it is given. It knows nothing of Jupyter.
 */
package shardlab.figures;
