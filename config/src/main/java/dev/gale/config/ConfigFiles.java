package dev.gale.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where configuration files lie. */
public final class ConfigFiles {
    static final String STORMS_NAME = "storm.yaml";
    private static final String NAME = "gale.yaml";

    private ConfigFiles() {}

    /**
     * The files to read, from the weakest to the strongest: {@code storm.yaml} and {@code gale.yaml} of the folder named by
     * {@code GALE_CONF_DIR}, else of {@code conf} in {@code GALE_HOME}; then {@code .gale/gale.yaml} of the user. Those that
     * aren't there are left out.
     *
     * @param given the one to read instead of all these; null if none is given
     * @param userHome null for daemons, which are the same whoever starts them
     * @throws IOException when a place that was named isn't there; the message says which
     */
    public static List<Path> find(Path given, Map<String, String> environment, Path userHome) throws IOException {
        if (given != null) {
            if (!Files.isRegularFile(given)) {
                throw new IOException("there is no configuration file " + given + "; name another with --config");
            }
            return List.of(given);
        }
        List<Path> files = new ArrayList<>();
        String folder = environment.get("GALE_CONF_DIR");
        String home = environment.get("GALE_HOME");
        if (folder != null) {
            if (!Files.isDirectory(Path.of(folder))) {
                throw new IOException("GALE_CONF_DIR is " + folder + ", which is no folder; set it to the one with "
                        + NAME + " in it, or unset it");
            }
            files.addAll(of(Path.of(folder)));
        } else if (home != null) {
            files.addAll(of(Path.of(home, "conf")));
        }
        if (userHome != null) {
            files.add(userHome.resolve(".gale").resolve(NAME));
        }
        return files.stream().filter(Files::isRegularFile).toList();
    }

    private static List<Path> of(Path folder) {
        return Stream.of(STORMS_NAME, NAME).map(folder::resolve).toList();
    }
}
