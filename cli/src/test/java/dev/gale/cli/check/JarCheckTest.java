package dev.gale.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.words.Idle;
import com.acme.words.Main;
import com.acme.words.NeedsLibrary;
import com.acme.words.NoMain;
import dev.gale.cli.Cli;
import dev.gale.cli.Cli.Outcome;
import dev.gale.cli.TestJar;
import dev.gale.cli.check.Finding.Kind;
import dev.gale.topology.TopologyBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.example.library.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

class JarCheckTest {
    private static final int JAVA = Runtime.version().feature();

    @TempDir
    Path directory;

    private Path jar;

    @BeforeEach
    void name() {
        jar = directory.resolve("words.jar");
    }

    private List<Finding> check(String mainClass) {
        return new JarCheck(jar, JAVA).run(mainClass);
    }

    private static Finding error(Kind kind, String sentence) {
        return new Finding(kind, true, sentence);
    }

    @Test
    void shouldFindNothingWhenAllIsThere() throws IOException {
        new TestJar()
                .with(Main.class)
                .with("com.acme.words.Words")
                .mainClass(Main.class.getName())
                .write(jar);

        assertThat(check(Main.class.getName())).isEmpty();
        assertThat(check(null)).isEmpty();
    }

    @Test
    void shouldTellWhatIsNoJar() throws IOException {
        assertThat(check("a.B")).containsExactly(error(Kind.NOT_A_JAR, "there is no file " + jar));

        Files.createDirectories(directory.resolve("folder"));
        assertThat(new JarCheck(directory.resolve("folder"), JAVA).run("a.B"))
                .containsExactly(error(Kind.NOT_A_JAR, directory.resolve("folder") + " is not a file; name a jar"));

        Files.writeString(jar, "just text");
        assertThat(check("a.B"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith(jar + " is not a jar (")
                        .endsWith("); was it built, or copied, to its end?"));

        new TestJar().entry("readme.txt", new byte[3]).write(jar);
        assertThat(check("a.B"))
                .containsExactly(error(Kind.NOT_A_JAR, jar + " has no classes in it; name the jar of your program"));
    }

    @Test
    void shouldTellThatAJarWasCutOff() throws IOException {
        new TestJar().with(Main.class).with("com.acme.words.Words").write(jar);
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(check(Main.class.getName()))
                .singleElement()
                .matches(finding -> finding.kind() == Kind.NOT_A_JAR && finding.error());
    }

    @Test
    void shouldSuggestTheClassThatWasMeant() throws IOException {
        new TestJar().with(Main.class, Idle.class).with("com.acme.words.Words").write(jar);

        assertThat(check("com.acme.Main"))
                .containsExactly(error(
                        Kind.NO_MAIN_CLASS,
                        "there is no class com.acme.Main in " + jar + "; did you mean com.acme.words.Main?"));
        assertThat(check("com.acme.words.Idel"))
                .containsExactly(error(
                        Kind.NO_MAIN_CLASS,
                        "there is no class com.acme.words.Idel in " + jar + "; did you mean com.acme.words.Idle?"));
        assertThat(check(null))
                .containsExactly(error(
                        Kind.NO_MAIN_CLASS,
                        jar
                                + " names no Main-Class in its manifest; give the name of the class after that of the jar; did"
                                + " you mean com.acme.words.Idle?"));
    }

    @Test
    void shouldTellThatAClassHasNoMain() throws IOException {
        new TestJar().with(NoMain.class, Idle.class).write(jar);

        assertThat(check(NoMain.class.getName()))
                .containsExactly(
                        error(
                                Kind.NO_MAIN_CLASS,
                                "com.acme.words.NoMain has no public static void main(String[]); did you mean com.acme.words.Idle?"));
    }

    @Test
    void shouldTellWhatIsCompiledForANewerJava() throws IOException {
        new TestJar().forJava(JAVA + 4, Idle.class).write(jar);

        assertThat(check(Idle.class.getName()))
                .containsExactly(error(
                        Kind.NEWER_JAVA,
                        "com.acme.words.Idle in " + jar + ": compiled for Java " + (JAVA + 4) + ", and this is Java "
                                + JAVA + "; compile with --release " + JAVA + ", or run Gale with Java " + (JAVA + 4)));
    }

    @Test
    void shouldTellWhichClassIsMissingAndWhoWantsIt() throws IOException {
        new TestJar().with(NeedsLibrary.class).write(jar);

        assertThat(check(NeedsLibrary.class.getName()))
                .containsExactly(error(
                        Kind.MISSING_CLASS,
                        "com.acme.words.NeedsLibrary refers to org.example.library.Library, which is neither in " + jar
                                + " nor part of Java or Gale; add the library that has it to the jar"));
    }

    @Test
    void shouldOnlyWarnOfWhatALibraryLacks() throws IOException {
        new TestJar().with(NeedsLibrary.class).with(Library.class.getName()).write(jar);

        assertThat(check(NeedsLibrary.class.getName()))
                .containsExactly(new Finding(
                        Kind.MISSING_CLASS,
                        false,
                        "libraries in " + jar + " refer to classes that are nowhere, which they may never need:"
                                + " org.example.library.Library$Optional"));
    }

    @Test
    void shouldTellThatAProgramIsStorms() throws IOException {
        new TestJar()
                .with(Main.class)
                .entry("com/acme/words/Words.class", againstStorm("com/acme/words/Words.class"))
                .write(jar);

        assertThat(check(Main.class.getName()))
                .anySatisfy(finding -> assertThat(finding.sentence())
                        .startsWith(jar + " is compiled against Apache Storm (org.apache.storm.")
                        .contains("rename the package"));
    }

    private static byte[] againstStorm(String entry) throws IOException {
        ClassReader reader = new ClassReader(JarCheckTest.class.getClassLoader().getResourceAsStream(entry));
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                    @Override
                    public String map(String name) {
                        return name.replace("dev/gale/", "org/apache/storm/");
                    }
                }),
                0);
        return writer.toByteArray();
    }

    @Test
    void shouldTellThatGaleItselfIsInTheJar() throws IOException {
        new TestJar().with(Idle.class).with(TopologyBuilder.class.getName()).write(jar);

        assertThat(check(Idle.class.getName()))
                .containsExactly(error(
                        Kind.NAME_CLASH,
                        jar
                                + " contains classes of Gale itself: dev.gale.topology.TopologyBuilder; give the dependency on"
                                + " Gale the scope \"provided\""));
    }

    @Test
    void shouldTellWhatIsNoClassFile() throws IOException {
        new TestJar()
                .with(Idle.class)
                .entry("com/acme/words/Broken.class", "text".getBytes(StandardCharsets.UTF_8))
                .write(jar);

        assertThat(check(Idle.class.getName()))
                .containsExactly(error(
                        Kind.NOT_A_JAR,
                        "com/acme/words/Broken.class in " + jar + " is no class file; build the jar anew"));
    }

    @Test
    void shouldReportByTheCommand() throws IOException {
        new TestJar().with(NeedsLibrary.class).with(Library.class.getName()).write(jar);
        String main = NeedsLibrary.class.getName();

        Outcome lenient = new Cli(directory).run("validate", jar.toString(), main);
        assertThat(lenient.code()).isZero();
        assertThat(lenient.err())
                .startsWith("gale: warning: libraries in ")
                .endsWith(jar + ": no objection to running com.acme.words.NeedsLibrary\n");

        Outcome strict = new Cli(directory).run("validate", "--strict", "-o", "json", jar.toString(), main);
        assertThat(strict.code()).isEqualTo(5);
        assertThat(strict.out()).contains("\"kind\" : \"missing-class\"", "\"error\" : true");

        assertThat(new Cli(directory)
                        .run("validate", jar.toString(), "com.acme.Nobody")
                        .code())
                .isEqualTo(3);
        assertThat(new Cli(directory)
                        .run("validate", "none.jar", "com.acme.Nobody")
                        .code())
                .isEqualTo(3);
    }
}
