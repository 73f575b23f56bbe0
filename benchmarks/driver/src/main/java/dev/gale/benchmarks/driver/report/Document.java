package dev.gale.benchmarks.driver.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The document that results go into: the part between two marks is written anew, the rest is somebody's text. */
public final class Document {
    static final String BEGIN = "<!-- begin of what `scripts/benchmark report` writes -->";
    static final String END = "<!-- end of what `scripts/benchmark report` writes -->";

    private static final String PLOTS = "benchmarks";

    private final Path folder;

    /** @param folder of the documents */
    public Document(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the report into {@code benchmarks.md} and its plots into the folder beside it, where earlier ones are deleted.
     *
     * @throws IOException when the document or its marks are missing
     */
    public void update(Report report) throws IOException {
        Path file = folder.resolve("benchmarks.md");
        String updated = replaced(file, Files.readString(file), report.forDocument(PLOTS));
        Path plots = folder.resolve(PLOTS);
        Files.createDirectories(plots);
        for (Path earlier : svgs(plots)) {
            Files.delete(earlier);
        }
        for (Map.Entry<String, String> plot : report.plots().entrySet()) {
            Files.writeString(plots.resolve(plot.getKey()), plot.getValue());
        }
        Files.writeString(file, updated);
    }

    private static String replaced(Path file, String document, String report) throws IOException {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " must have the lines " + BEGIN + " and " + END + ", in this order");
        }
        return document.substring(0, begin) + BEGIN + "\n\n" + report + "\n" + document.substring(end);
    }

    private static List<Path> svgs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".svg")).toList();
        }
    }
}
