package dev.gale.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links within the documentation lead somewhere. */
class DocLinksTest {
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(\\s*<?([^)\\s>]+)>?[^)]*\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*");

    @Test
    void shouldLeadToFilesAndHeadingsThatExist() throws IOException {
        Path root = ConfigurationDocTest.repositoryRoot();
        List<Path> documents = new ArrayList<>(List.of(root.resolve("README.md")));
        try (Stream<Path> inDocs = Files.walk(root.resolve("docs"))) {
            inDocs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
        }

        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            broken.addAll(brokenLinks(root, document));
        }

        assertThat(documents).hasSizeGreaterThan(1);
        assertThat(broken).isEmpty();
    }

    @Test
    void shouldFindWhatIsBroken(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("other.md"), "# One thing\n## `Two`: and more\n## One thing\n");
        Path document = Files.writeString(root.resolve("here.md"), """
                # Here
                [fine](other.md) [fine](other.md#one-thing) [fine](other.md#two-and-more) [fine](other.md#one-thing-1)
                [fine](#here) [fine](https://example.org/nowhere) [fine](mailto:nobody@example.org) `[code](no.md)`
                ```
                # no heading
                [code](no.md)
                ```
                [file](missing.md) [heading](other.md#three) [own heading](#no-heading) [outside](../other.md)
                """);

        assertThat(brokenLinks(root, document))
                .containsExactly(
                        "here.md:8: missing.md: no such file",
                        "here.md:8: other.md#three: no such heading",
                        "here.md:8: #no-heading: no such heading",
                        "here.md:8: ../other.md: leads out of the repository");
    }

    private static List<String> brokenLinks(Path root, Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        List<String> lines = linesOutsideOfCode(document);
        for (int i = 0; i < lines.size(); i++) {
            Matcher link = LINK.matcher(lines.get(i).replaceAll("`[^`]*`", ""));
            while (link.find()) {
                String problem = problem(root, document, link.group(1));
                if (problem != null) {
                    broken.add(root.relativize(document) + ":" + (i + 1) + ": " + link.group(1) + ": " + problem);
                }
            }
        }
        return broken;
    }

    /** What is wrong with a link; null when nothing is, or when it leads to another site. */
    private static String problem(Path root, Path document, String link) throws IOException {
        if (SCHEME.matcher(link).matches()) {
            return null;
        }
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty()
                ? document
                : document.resolveSibling(file).toAbsolutePath().normalize();
        if (!target.startsWith(root.toAbsolutePath().normalize())) {
            return "leads out of the repository";
        }
        if (!Files.exists(target)) {
            return "no such file";
        }
        boolean found = hash < 0 || anchors(target).contains(link.substring(hash + 1));
        return found ? null : "no such heading";
    }

    /** The lines of a document, with those of code blocks empty, so that numbers still fit. */
    private static List<String> linesOutsideOfCode(Path document) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            boolean fence = line.stripLeading().startsWith("```");
            lines.add(code || fence ? "" : line);
            code ^= fence;
        }
        return lines;
    }

    /** The anchors that the usual renderers make of headings: lower case, no punctuation, hyphens, numbered if repeated. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : linesOutsideOfCode(document)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String anchor = heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }
}
