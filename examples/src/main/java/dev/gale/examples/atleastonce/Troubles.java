package dev.gale.examples.atleastonce;

import dev.gale.examples.atleastonce.Trouble.Kind;
import dev.gale.examples.run.UsageProblem;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Deals out trouble at random. What happens to a line's first attempt, its second and so on depends on the seed alone,
 * not on the order in which threads come to ask. It lives outside of the topology, since a bolt that is made anew after
 * an exception would otherwise draw the same exception again. For any thread.
 */
public final class Troubles {
    private static final long LINE_MIX = 0x9E3779B97F4A7C15L;
    private static final long ATTEMPT_MIX = 0xC2B2AE3D27D4EB4FL;

    private final long seed;
    private final double fail;
    private final double throwing;
    private final double swallow;
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final Map<Kind, Long> dealt = new EnumMap<>(Kind.class);

    /**
     * @param fail share of attempts, from 0 to 1, that are failed; the next two likewise
     * @throws UsageProblem when a share is no share, or they leave no attempt untroubled
     */
    public Troubles(long seed, double fail, double throwing, double swallow) throws UsageProblem {
        double sum = fail + throwing + swallow;
        if (!(fail >= 0 && throwing >= 0 && swallow >= 0 && sum < 1)) {
            throw new UsageProblem("the shares of trouble must not be negative and be less than 1 together, were fail="
                    + fail + ", throw=" + throwing + ", swallow=" + swallow);
        }
        this.seed = seed;
        this.fail = fail;
        this.throwing = throwing;
        this.swallow = swallow;
    }

    /** What happens to the next attempt at a line. */
    public synchronized Trouble next(long line) {
        int attempt = attempts.merge(line, 1, Integer::sum);
        SplittableRandom random = new SplittableRandom(seed ^ line * LINE_MIX ^ attempt * ATTEMPT_MIX);
        Trouble trouble = new Trouble(kind(random.nextDouble()), random.nextBoolean());
        dealt.merge(trouble.kind(), 1L, Long::sum);
        return trouble;
    }

    private Kind kind(double drawn) {
        if (drawn < fail) {
            return Kind.FAIL;
        }
        if (drawn < fail + throwing) {
            return Kind.THROW;
        }
        return drawn < fail + throwing + swallow ? Kind.SWALLOW : Kind.NONE;
    }

    /** How often a kind of trouble has been dealt out. */
    public synchronized long dealt(Kind kind) {
        return dealt.getOrDefault(kind, 0L);
    }
}
