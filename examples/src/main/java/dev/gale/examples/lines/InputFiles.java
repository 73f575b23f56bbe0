package dev.gale.examples.lines;

import dev.gale.examples.run.UsageProblem;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** Finds the files that the arguments of a command mean: files, folders with all that is in them, and globs. */
public final class InputFiles {
    private final Predicate<Path> readable;

    public InputFiles() {
        this(Files::isReadable);
    }

    /** @param readable whether a file that exists can be read */
    InputFiles(Predicate<Path> readable) {
        this.readable = readable;
    }

    /**
     * @return at least one file; each once, those of one argument sorted by name
     * @throws UsageProblem when an argument means no file, or one that can't be read
     */
    public List<Path> find(List<String> arguments) throws UsageProblem {
        Set<Path> files = new LinkedHashSet<>();
        for (String argument : arguments) {
            files.addAll(find(argument));
        }
        for (Path file : files) {
            if (!readable.test(file)) {
                throw new UsageProblem("can't read " + file + "; check its permissions");
            }
        }
        return List.copyOf(files);
    }

    /**
     * The licence texts that come with a JDK.
     *
     * @throws UsageProblem when this one has none
     */
    public List<Path> licencesOfTheJdk(Path javaHome) throws UsageProblem {
        Path legal = javaHome.resolve("legal");
        List<Path> files = Files.isDirectory(legal) ? walk(legal, file -> true) : List.of();
        if (files.isEmpty()) {
            throw new UsageProblem("there are no licence texts in " + legal
                    + ", which are the default input; name another with --input FILE, FOLDER or GLOB");
        }
        return files;
    }

    private static List<Path> find(String argument) throws UsageProblem {
        Path path;
        try {
            path = Path.of(argument);
        } catch (InvalidPathException e) {
            // Where a file system refuses a glob's characters in names, it is no existing path either.
            return matching(argument);
        }
        if (Files.isDirectory(path)) {
            List<Path> files = walk(path, file -> true);
            if (files.isEmpty()) {
                throw new UsageProblem("there is no file in folder " + path);
            }
            return files;
        }
        if (Files.exists(path)) {
            return List.of(path);
        }
        if (isGlob(argument)) {
            return matching(argument);
        }
        throw new UsageProblem("there is no file or folder " + path);
    }

    private static boolean isGlob(String argument) {
        return argument.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static List<Path> matching(String glob) throws UsageProblem {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new UsageProblem(
                    "there is no file " + glob + ", and as a glob it is malformed: " + e.getDescription(), e);
        }
        Path base = folderBeforeWildcards(glob);
        List<Path> files = Files.isDirectory(base) ? walk(base, matcher::matches) : List.of();
        if (files.isEmpty()) {
            throw new UsageProblem("no file matches " + glob);
        }
        return files;
    }

    /** The folder up to which a glob is a plain path; empty, as a path, if it begins with a wildcard. */
    private static Path folderBeforeWildcards(String glob) {
        int wildcard = 0;
        while (!isGlob(glob.substring(wildcard, wildcard + 1))) {
            wildcard++;
        }
        int slash = glob.lastIndexOf('/', wildcard);
        return Path.of(slash < 0 ? "" : glob.substring(0, slash + 1));
    }

    private static List<Path> walk(Path folder, Predicate<Path> wanted) throws UsageProblem {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // Asked of the file itself: a link to a file counts, one to a folder or to nothing doesn't.
                    if (Files.isRegularFile(file) && wanted.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UsageProblem("can't look into folder " + folder + ": " + e, e);
        }
        found.sort(null);
        return found;
    }
}
