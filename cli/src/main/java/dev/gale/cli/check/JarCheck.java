package dev.gale.cli.check;

import dev.gale.cli.check.Finding.Kind;
import dev.gale.cli.program.ProgramClassLoader;
import dev.gale.kernel.settings.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * Finds what would keep a program from running, before it runs: no jar, no such main class, classes for a newer Java,
 * classes that are referred to and nowhere to be found, names of Gale's.
 *
 * <p>What is wrong in the program's own classes, which are those that share the first two parts of the main class's
 * package, is an error. In the libraries that they use it is a warning, since libraries refer to much that they can do
 * without. Classes that nothing of this refers to aren't looked at. Used by one thread, once.
 */
public final class JarCheck {
    private static final int MOST_SHOWN = 5;
    private static final String SUFFIX = ".class";
    private static final Set<String> SHARED_BY_MANY = Set.of("org/apache/", "com/github/", "io/github/", "com/google/");
    private static final String STORM = "org/apache/storm/";

    private final Path path;
    private final int java;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Boolean> elsewhere = new HashMap<>();

    private JarFile jar;
    private Set<String> classes = Set.of(); // internal names
    private String mainClass;

    /** @param java the version of Java that is to run it */
    public JarCheck(Path path, int java) {
        this.path = path;
        this.java = java;
    }

    /**
     * @param mainClass the name of the class to start; null for the one that the manifest names
     * @return all that was found; empty when all is well
     */
    public List<Finding> run(String mainClass) {
        this.mainClass = mainClass;
        if (!Files.isRegularFile(path)) {
            findings.add(Finding.error(
                    Kind.NOT_A_JAR,
                    Files.exists(path) ? path + " is not a file; name a jar" : "there is no file " + path));
            return findings;
        }
        try (JarFile opened = new JarFile(path.toFile())) {
            jar = opened;
            classes = classesOf(opened);
            if (classes.isEmpty()) {
                findings.add(
                        Finding.error(Kind.NOT_A_JAR, path + " has no classes in it; name the jar of your program"));
            } else if (findMain()) {
                checkNames();
                checkClasses();
            }
        } catch (ZipException e) {
            findings.add(Finding.error(
                    Kind.NOT_A_JAR,
                    path + " is not a jar (" + e.getMessage() + "); was it built, or copied, to its end?"));
        } catch (IOException e) {
            findings.add(Finding.error(Kind.NOT_A_JAR, path + " can't be read: " + e.getMessage()));
        }
        return findings;
    }

    /** The class to start, given or found; null when there is none. */
    public String mainClass() {
        return mainClass;
    }

    private static Set<String> classesOf(JarFile jar) {
        Set<String> names = new TreeSet<>();
        jar.stream()
                .map(ZipEntry::getName)
                // Those below are for other versions of Java, or describe modules.
                .filter(name ->
                        name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("module-info.class"))
                .forEach(name -> names.add(name.substring(0, name.length() - SUFFIX.length())));
        return names;
    }

    private boolean findMain() throws IOException {
        if (mainClass == null) {
            Manifest manifest = jar.getManifest();
            mainClass = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                findings.add(Finding.error(
                        Kind.NO_MAIN_CLASS,
                        path + " names no Main-Class in its manifest; give the name of the class after that of the jar"
                                + suggestion(withMain(name -> true).stream().findFirst())));
                return false;
            }
        }
        String internal = mainClass.replace('.', '/');
        if (!classes.contains(internal)) {
            findings.add(Finding.error(
                    Kind.NO_MAIN_CLASS,
                    "there is no class " + mainClass + " in " + path + suggestion(nearest(internal))));
            return false;
        }
        if (read(internal).filter(ClassFile::isClass).filter(this::canBeRead).isPresent() && !hasMain(internal)) {
            Predicate<String> own = ownClasses(internal);
            findings.add(Finding.error(
                    Kind.NO_MAIN_CLASS,
                    mainClass + " has no public static void main(String[])"
                            + suggestion(withMain(own).stream().findFirst())));
            return false;
        }
        return true;
    }

    /** Also one that is inherited. */
    private boolean hasMain(String internal) throws IOException {
        String name = internal;
        while (name != null && classes.contains(name)) {
            Optional<ClassFile> file = read(name);
            if (file.isEmpty() || file.get().hasMain()) {
                return file.isPresent();
            }
            name = file.get().superName();
        }
        return false;
    }

    private static String suggestion(Optional<String> name) {
        return name.map(found -> "; did you mean " + found.replace('/', '.') + "?")
                .orElse("");
    }

    private Optional<String> nearest(String internal) throws IOException {
        String simple = internal.substring(internal.lastIndexOf('/') + 1);
        List<String> sameName = withMain(name -> name.endsWith("/" + simple) || name.equals(simple));
        return sameName.isEmpty() ? NearestName.of(internal, withMain(name -> true)) : Optional.of(sameName.get(0));
    }

    private List<String> withMain(Predicate<String> wanted) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : classes) {
            if (wanted.test(name)) {
                Optional<ClassFile> file = read(name).filter(ClassFile::isClass).filter(this::canBeRead);
                if (file.isPresent() && file.get().hasMain()) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private boolean canBeRead(ClassFile file) {
        return file.javaVersion() <= java;
    }

    private void checkNames() {
        List<String> clashing = classes.stream()
                .filter(name -> name.startsWith("dev/gale/") && isElsewhere(name))
                .toList();
        if (!clashing.isEmpty()) {
            findings.add(Finding.error(
                    Kind.NAME_CLASH,
                    path + " contains classes of Gale itself: " + shown(clashing)
                            + "; give the dependency on Gale the scope \"provided\""));
        }
    }

    private void checkClasses() throws IOException {
        Predicate<String> own = ownClasses(mainClass.replace('.', '/'));
        Map<String, List<String>> missing = new TreeMap<>(); // to those who refer to it
        Map<Integer, List<String>> newer = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        classes.stream().filter(own).forEach(open::add);
        seen.addAll(open);
        while (!open.isEmpty()) {
            String name = open.remove();
            Optional<ClassFile> file = read(name);
            if (file.isEmpty() || !file.get().isClass()) {
                findings.add(Finding.error(
                        Kind.NOT_A_JAR, name + SUFFIX + " in " + path + " is no class file; build the jar anew"));
            } else if (file.get().javaVersion() > java) {
                newer.computeIfAbsent(file.get().javaVersion(), version -> new ArrayList<>())
                        .add(name);
            } else {
                for (String reference : file.get().references()) {
                    if (classes.contains(reference)) {
                        if (seen.add(reference)) {
                            open.add(reference);
                        }
                    } else if (!isElsewhere(reference)) {
                        missing.computeIfAbsent(reference, absent -> new ArrayList<>())
                                .add(name);
                    }
                }
            }
        }
        newer.forEach((version, names) -> reportNewer(version, names, own));
        reportMissing(missing, own);
    }

    private void reportNewer(int version, List<String> names, Predicate<String> own) {
        boolean error = names.stream().anyMatch(own);
        String sentence = shown(names) + " in " + path + ": compiled for Java " + version + ", and this is Java " + java
                + "; compile with --release " + java + ", or run Gale with Java " + version;
        findings.add(error ? Finding.error(Kind.NEWER_JAVA, sentence) : Finding.warning(Kind.NEWER_JAVA, sentence));
    }

    private void reportMissing(Map<String, List<String>> missing, Predicate<String> own) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        Map<String, List<String>> optional = new LinkedHashMap<>();
        missing.forEach((name, users) -> (users.stream().anyMatch(own) ? needed : optional).put(name, users));
        List<String> storms =
                needed.keySet().stream().filter(name -> name.startsWith(STORM)).toList();
        if (!storms.isEmpty()) {
            findings.add(Finding.error(
                    Kind.MISSING_CLASS,
                    path + " is compiled against Apache Storm (" + shown(storms)
                            + "); Gale's API has the same classes under dev.gale: rename the package in the imports and"
                            + " compile against it"));
        }
        needed.forEach((name, users) -> {
            if (!name.startsWith(STORM)) {
                findings.add(Finding.error(
                        Kind.MISSING_CLASS,
                        shown(users) + " refers to " + name.replace('/', '.') + ", which is neither in " + path
                                + " nor part of Java or Gale; add the library that has it to the jar"));
            }
        });
        if (!optional.isEmpty()) {
            findings.add(Finding.warning(
                    Kind.MISSING_CLASS,
                    "libraries in " + path + " refer to classes that are nowhere, which they may never need: "
                            + shown(List.copyOf(optional.keySet()))));
        }
    }

    /** Those whose package begins like that of the main class: by two parts, or three where many share the first two. */
    private static Predicate<String> ownClasses(String main) {
        int end = main.indexOf('/') + 1;
        for (int parts = 1; parts < 3 && (parts == 1 || SHARED_BY_MANY.contains(main.substring(0, end))); parts++) {
            int next = main.indexOf('/', end);
            if (next < 0) {
                break;
            }
            end = next + 1;
        }
        String prefix = main.substring(0, end);
        return name -> prefix.isEmpty() ? name.indexOf('/') < 0 : name.startsWith(prefix);
    }

    private Optional<ClassFile> read(String internal) throws IOException {
        ZipEntry entry = jar.getEntry(internal + SUFFIX);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return Optional.of(new ClassFile(in.readAllBytes()));
        }
    }

    /** Whether a class that the jar doesn't have is there when the program runs. */
    private boolean isElsewhere(String internal) {
        return elsewhere.computeIfAbsent(internal, name -> {
            String resource = name + SUFFIX;
            boolean visible = ProgramClassLoader.isVisible(name.replace('/', '.'));
            return ClassLoader.getPlatformClassLoader().getResource(resource) != null
                    || (visible && JarCheck.class.getClassLoader().getResource(resource) != null);
        });
    }

    private static String shown(List<String> internalNames) {
        String names = String.join(
                ", ",
                internalNames.stream()
                        .limit(MOST_SHOWN)
                        .map(name -> name.replace('/', '.'))
                        .toList());
        int more = internalNames.size() - MOST_SHOWN;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
