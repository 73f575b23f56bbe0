package dev.gale.config;

/**
 * Where a value came from.
 *
 * @param layer the kind of place
 * @param where the place, for people: the path of a file, the name of an environment variable, {@code -c}
 */
public record Origin(Layer layer, String where) {
    static final Origin DEFAULT = new Origin(Layer.DEFAULT, "default");
    static final Origin OPTION = new Origin(Layer.OPTION, "-c");
    static final Origin CODE = new Origin(Layer.CODE, "code");

    @Override
    public String toString() {
        return where;
    }
}
