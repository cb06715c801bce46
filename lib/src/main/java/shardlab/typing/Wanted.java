package shardlab.typing;

/** What the place of the cursor wants. */
enum Wanted {
    /** Anything: a column, a function, a keyword. */
    WORD,
    /** A table or a view. */
    RELATION,
    /** What is behind a dot: a column, or something of a schema. */
    MEMBER,
    /** The name of a setting. */
    SETTING,
    /** The value of a setting. */
    SETTING_VALUE,
    /** Text in quotes, an argument of a function. */
    ARGUMENT,
    /** A variable of the notebook. */
    VARIABLE,
    /** A number, a comment, text of the writer's own. */
    NOTHING
}
