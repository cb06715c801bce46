/** The exercises of the lessons: what is asked, which forms an answer may have, and what is wrong with one that is wrong. */
package shardlab.exercise;
