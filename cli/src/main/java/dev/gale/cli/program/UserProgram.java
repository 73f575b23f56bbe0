package dev.gale.cli.program;

import dev.gale.cli.outcome.CommandFailure;
import dev.gale.cli.outcome.ExitCode;
import dev.gale.generated.AlreadyAliveException;
import dev.gale.generated.AuthorizationException;
import dev.gale.generated.InvalidTopologyException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code main} of a class in a jar. From {@link #load} to {@link #close} the context class loader of the thread that
 * loads it is the program's, so that threads started meanwhile inherit it.
 */
public final class UserProgram implements AutoCloseable {
    private final Path jar;
    private final String mainClass;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private UserProgram(Path jar, String mainClass) {
        this.jar = jar;
        this.mainClass = mainClass;
        // Its loader is never closed, since the program's threads may load classes after main has returned.
        Thread.currentThread().setContextClassLoader(new ProgramClassLoader(jar));
    }

    /** Prepares a program and runs nothing of it yet. */
    public static UserProgram load(Path jar, String mainClass) {
        return new UserProgram(jar, mainClass);
    }

    /**
     * Calls {@code main} on this thread.
     *
     * @throws CommandFailure when there is no such {@code main}, or it threw
     */
    public void run(List<String> arguments) {
        Method main = main(Thread.currentThread().getContextClassLoader());
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw failure(e.getCause());
        } catch (IllegalAccessException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, mainClass + " or its main isn't public; make both public", e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private Method main(ClassLoader loader) {
        try {
            Method main = Class.forName(mainClass, false, loader).getMethod("main", String[].class);
            if (Modifier.isStatic(main.getModifiers())) {
                return main;
            }
            throw new CommandFailure(ExitCode.NOT_FOUND, "main of " + mainClass + " must be static");
        } catch (ClassNotFoundException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "there is no class " + mainClass + " in " + jar, e);
        } catch (NoSuchMethodException e) {
            throw new CommandFailure(ExitCode.NOT_FOUND, mainClass + " has no public static void main(String[])", e);
        } catch (LinkageError e) {
            throw failure(e);
        }
    }

    /** What the program's exception means: often it is the refusal of what it submitted, within others. */
    private CommandFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure failure) {
                return failure;
            }
            if (cause instanceof AlreadyAliveException) {
                return new CommandFailure(ExitCode.CONFLICT, cause.getMessage(), thrown);
            }
            if (cause instanceof InvalidTopologyException || cause instanceof AuthorizationException) {
                return new CommandFailure(ExitCode.REFUSED, cause.getMessage(), thrown);
            }
            if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
                return new CommandFailure(
                        ExitCode.FAILED,
                        mainClass + " needs the class "
                                + String.valueOf(cause.getMessage()).replace('/', '.') + ", which is not in "
                                + jar.getFileName() + "; add the library that has it to the jar",
                        thrown);
            }
            if (cause instanceof UnsupportedClassVersionError) {
                return new CommandFailure(ExitCode.FAILED, cause.getMessage() + "; compile it for this one", thrown);
            }
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return new CommandFailure(
                ExitCode.FAILED,
                mainClass + " failed:" + System.lineSeparator()
                        + trace.toString().stripTrailing(),
                thrown);
    }
}
