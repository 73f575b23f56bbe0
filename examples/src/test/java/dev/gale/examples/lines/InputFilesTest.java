package dev.gale.examples.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.examples.run.UsageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    @TempDir
    private Path folder;

    private Path a;
    private Path b;
    private Path deep;

    @BeforeEach
    void makeFiles() throws IOException {
        b = Files.writeString(folder.resolve("b.txt"), "b");
        a = Files.writeString(folder.resolve("a.txt"), "a");
        deep = Files.writeString(Files.createDirectories(folder.resolve("d/e")).resolve("deep.log"), "deep");
        Files.createDirectory(folder.resolve("empty"));
    }

    private List<Path> find(String... arguments) throws UsageProblem {
        return new InputFiles().find(List.of(arguments));
    }

    @Test
    void shouldTakeFilesAsTheyAreNamed() throws UsageProblem {
        assertThat(find(b.toString(), a.toString())).containsExactly(b, a);
    }

    @Test
    void shouldTakeEverythingInAFolderSorted() throws UsageProblem {
        assertThat(find(folder.toString())).containsExactly(a, b, deep);
    }

    @Test
    void shouldTakeWhatAGlobMatches() throws UsageProblem {
        assertThat(find(folder + "/*.txt")).containsExactly(a, b);
        assertThat(find(folder + "/**.{log,txt}")).containsExactly(a, b, deep);
        assertThat(find(folder + "/d/*/dee?.log")).containsExactly(deep);
    }

    @Test
    void shouldTakeAFileWhoseNameLooksLikeAGlob() throws Exception {
        Path odd = Files.writeString(folder.resolve("[a].txt"), "odd");

        assertThat(find(odd.toString())).containsExactly(odd);
    }

    @Test
    void shouldTakeAFileOnceWhenItIsMeantTwice() throws UsageProblem {
        assertThat(find(a.toString(), folder + "/*.txt")).containsExactly(a, b);
    }

    @Test
    void shouldFollowLinksToFilesOnlyInAFolder() throws Exception {
        Path linked = Files.createSymbolicLink(folder.resolve("d/link.log"), deep);
        Files.createSymbolicLink(folder.resolve("d/dangling.log"), folder.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("d/circle"), folder);

        assertThat(find(folder + "/d")).containsExactlyInAnyOrder(deep, linked);
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertProblem("there is no file or folder " + folder.resolve("c.txt"), folder + "/c.txt");
        assertProblem("no file matches " + folder + "/*.csv", folder + "/*.csv");
        assertProblem("no file matches " + folder + "/nowhere/*.csv", folder + "/nowhere/*.csv");
        assertProblem("there is no file in folder " + folder.resolve("empty"), folder + "/empty");
    }

    @Test
    void shouldSayThatAGlobIsMalformed() {
        assertThatThrownBy(() -> find(folder + "/{a"))
                .isInstanceOf(UsageProblem.class)
                .hasMessageContaining("as a glob it is malformed");
    }

    @Test
    void shouldSayWhichFileCannotBeRead() {
        InputFiles allButB = new InputFiles(path -> !path.equals(b));

        assertThatThrownBy(() -> allButB.find(List.of(folder.toString())))
                .isInstanceOf(UsageProblem.class)
                .hasMessage("can't read " + b + "; check its permissions");
    }

    private void assertProblem(String sentence, String argument) {
        assertThatThrownBy(() -> find(argument))
                .isInstanceOf(UsageProblem.class)
                .hasMessage(sentence);
    }

    @Test
    void shouldFindTheLicencesOfAJdk() throws Exception {
        Path licence = Files.writeString(
                Files.createDirectories(folder.resolve("jdk/legal/java.base")).resolve("LICENSE"), "free");

        assertThat(new InputFiles().licencesOfTheJdk(folder.resolve("jdk"))).containsExactly(licence);
    }

    @Test
    void shouldAskForInputWhenAJdkHasNoLicences() {
        assertThatThrownBy(() -> new InputFiles().licencesOfTheJdk(folder))
                .isInstanceOf(UsageProblem.class)
                .hasMessage("there are no licence texts in " + folder.resolve("legal")
                        + ", which are the default input; name another with --input FILE, FOLDER or GLOB");
    }
}
