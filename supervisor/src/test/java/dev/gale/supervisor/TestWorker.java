package dev.gale.supervisor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What the processes of these tests run; the property {@code test.mode} says how it behaves. Needs the JDK alone. */
public final class TestWorker {
    private TestWorker() {}

    /** Where this class is. */
    public static String classPath() {
        return TestWorker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    public static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** Options by which a JVM is small and starts fast. */
    public static List<String> options(String mode) {
        return List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dtest.mode=" + mode);
    }

    public static void main(String[] arguments) throws IOException {
        switch (System.getProperty("test.mode")) {
            case "run" -> atEnd(() -> System.out.println("cleaned up"));
            case "ignore" ->
                atEnd(() -> {
                    System.out.println("was asked to stop");
                    forEver();
                });
            case "parent" ->
                System.out.println("child "
                        + new ProcessBuilder("tail", "-f", "/dev/null").start().pid());
            case "fail" -> {
                System.err.println("there is no such bolt");
                System.exit(13);
            }
            case "chat" -> {
                System.out.println("ready");
                for (long i = 0; i < Long.MAX_VALUE; i++) {
                    System.out.println("line " + i);
                }
            }
            default -> throw new IllegalArgumentException(System.getProperty("test.mode"));
        }
        System.out.println("ready in " + System.getProperty("user.dir") + " with " + List.of(arguments) + " and "
                + System.getenv("GREETING"));
        forEver();
    }

    private static void atEnd(Runnable task) {
        Runtime.getRuntime().addShutdownHook(new Thread(task));
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
