package dev.gale.nimbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.nimbus.http.Routes.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} describes what the server serves, all of it and nothing else. */
class ApiDocTest {
    /** A heading names a route, or several that are described together. */
    private static final Pattern ROUTE = Pattern.compile("`(GET|HEAD|PUT|POST|DELETE) (/[^`]*)`");

    private static String document() throws IOException {
        String root = Objects.requireNonNull(
                System.getProperty("gale.repository.root"), "the build sets gale.repository.root");
        return Files.readString(Path.of(root, "docs", "api.md"));
    }

    private static List<String> documented() throws IOException {
        return document()
                .lines()
                .filter(line -> line.startsWith("### "))
                .flatMap(line -> ROUTE.matcher(line).results().map(found -> found.group(1) + " " + found.group(2)))
                .toList();
    }

    @Test
    void shouldDescribeEachRouteOnceAndNoOther() throws IOException {
        List<String> served = Stream.concat(Routes.OPEN.stream(), Routes.GUARDED.stream())
                .map(route -> route.method() + " " + route.path())
                .toList();

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void shouldShowOnlyCallsOfRoutesThatThereAre() throws IOException {
        Matcher call = Pattern.compile("curl [^\n]*\\$API(/[^ \"'\n]*)").matcher(document());
        List<String> called = call.results().map(found -> found.group(1)).toList();

        assertThat(called).isNotEmpty().allMatch(path -> Routes.GUARDED.stream().anyMatch(route -> fits(path, route)));
    }

    private static boolean fits(String path, Route route) {
        return (Routes.API + path).matches(route.path().replaceAll("\\{[a-z]+}", "[^/]+"));
    }
}
