package dev.gale.junit;

import dev.gale.LocalCluster;
import dev.gale.local.TopologyDriver;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** What {@link GaleTest} and {@link Seeds} do. */
public final class GaleExtension
        implements ParameterResolver, TestTemplateInvocationContextProvider, TestExecutionExceptionHandler {
    /** Runs tests under this one seed only. */
    static final String SEED_PROPERTY = "gale.seed";

    private static final Namespace NAMESPACE = Namespace.create(GaleExtension.class);
    private static final long DEFAULT_SEED = 1;

    // --- parameters ---

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        boolean seeded = test.getRequiredTestMethod().isAnnotationPresent(Seeds.class);
        return type == TopologyDriver.class || type == LocalCluster.class || (seeded && type == long.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (type == long.class) {
            return seed(test);
        }
        // JUnit closes what is AutoCloseable in the store when the invocation has ended.
        return type == TopologyDriver.class
                ? test.getStore(NAMESPACE)
                        .computeIfAbsent(
                                TopologyDriver.class, key -> new TopologyDriver(seed(test)), TopologyDriver.class)
                : test.getStore(NAMESPACE)
                        .computeIfAbsent(LocalCluster.class, key -> new LocalCluster(), LocalCluster.class);
    }

    private static long seed(ExtensionContext test) {
        Long ofInvocation = test.getStore(NAMESPACE).get(SEED_PROPERTY, Long.class);
        return ofInvocation != null ? ofInvocation : Long.getLong(SEED_PROPERTY, DEFAULT_SEED);
    }

    // --- many seeds ---

    @Override
    public boolean supportsTestTemplate(ExtensionContext test) {
        return test.getRequiredTestMethod().isAnnotationPresent(Seeds.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext test) {
        int count = test.getRequiredTestMethod().getAnnotation(Seeds.class).value();
        if (count < 1) {
            throw new IllegalArgumentException("@Seeds must be at least 1, was " + count);
        }
        Long single = Long.getLong(SEED_PROPERTY);
        LongStream seeds = single != null ? LongStream.of(single) : LongStream.rangeClosed(1, count);
        return seeds.mapToObj(UnderSeed::new);
    }

    private record UnderSeed(long seed) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return "seed " + seed;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of((org.junit.jupiter.api.extension.BeforeEachCallback)
                    test -> test.getStore(NAMESPACE).put(SEED_PROPERTY, seed));
        }
    }

    /** Says with the failure under which seed it came. */
    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        if (test.getStore(NAMESPACE).get(SEED_PROPERTY, Long.class) != null) {
            failure.addSuppressed(new UnderThisSeed(seed(test)));
        }
        throw failure;
    }

    /** Stands beside a failure and names its seed. */
    private static final class UnderThisSeed extends Exception {
        private static final long serialVersionUID = 1L;

        UnderThisSeed(long seed) {
            super(
                    "failed under seed " + seed + "; run it again with -D" + SEED_PROPERTY + "=" + seed,
                    null,
                    false,
                    false);
        }
    }
}
