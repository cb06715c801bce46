/**
 * The learner's side: the JJava extension with {@code %%sql} and {@code %%explain}, renderers, progress, checks, and
 * {@link shardlab.notebook.Lab}, the handle that every lesson opens. It may import any room but {@code app}; Jupyter and
 * Tablesaw are known here only.
 */
package shardlab.notebook;
