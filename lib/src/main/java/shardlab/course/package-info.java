/** The course: its lessons, and what a learner has done of them. */
package shardlab.course;
