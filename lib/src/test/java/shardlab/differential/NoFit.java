package shardlab.differential;

/** The schema has nothing that a template asks for: another template is tried. */
final class NoFit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoFit() {
        super("nothing in the schema fits the template", null, false, false);
    }
}
