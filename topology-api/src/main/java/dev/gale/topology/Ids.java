package dev.gale.topology;

import dev.gale.utils.Utils;

/** The rule for ids of components and streams: they are not empty and leave the system's prefix alone. */
final class Ids {
    private Ids() {}

    /** What is wrong with the id of a component; null if nothing is. */
    static String problemOfComponent(String id) {
        if (id == null || id.isEmpty()) {
            return (id == null ? "null" : "\"\"") + " is not a valid component id. Name the component.";
        }
        return Utils.isSystemId(id)
                ? id + " is not a valid component id. Ids that begin with \"__\" are reserved for the system;"
                        + " choose another one."
                : null;
    }

    /**
     * What is wrong with the id of a stream; null if nothing is.
     *
     * @param component how the message names the component that declares it
     */
    static String problemOfStream(String stream, String component) {
        if (stream == null) {
            return "null is not a valid stream id. Name the stream in " + component + ".";
        }
        return Utils.isSystemId(stream)
                ? stream + " is not a valid stream id. Ids that begin with \"__\" are reserved for the system;"
                        + " choose another one in " + component + "."
                : null;
    }
}
