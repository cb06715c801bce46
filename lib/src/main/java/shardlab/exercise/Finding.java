package shardlab.exercise;

/**
 * What was found of an answer.
 *
 * @param right true if it is right
 * @param said  what is wrong with a wrong one, without the right one; empty where there is nothing to say
 */
public record Finding(boolean right, String said) {

    static final Finding RIGHT = new Finding(true, "");

    static Finding wrong(String said) {
        return new Finding(false, said);
    }
}
