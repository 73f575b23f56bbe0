package dev.gale.benchmarks.flink;

import dev.gale.benchmarks.harness.Parallelism;
import dev.gale.benchmarks.harness.RunOptions;
import dev.gale.benchmarks.harness.Sentences;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The workloads as jobs. */
final class Jobs {
    private Jobs() {}

    /**
     * Adds a workload to an environment.
     *
     * @throws IllegalArgumentException when Flink doesn't run that workload
     */
    static void add(StreamExecutionEnvironment env, RunOptions options, NamedConfig config) {
        switch (options.workload()) {
            case W1 -> texts(env, config).sinkTo(CountingSink.discarding());
            case W2 ->
                texts(env, config).map(new Identity<>()).returns(Types.STRING).sinkTo(CountingSink.discarding());
            case W3 -> wordCount(env, config, options.parallelism());
            case W4 ->
                source(env, new DueTimes(options.rate()), Types.LONG)
                        .map(new Identity<>())
                        .returns(Types.LONG)
                        .sinkTo(CountingSink.timing());
            default -> throw new IllegalArgumentException("Flink has no workload " + options.workload());
        }
    }

    private static void wordCount(StreamExecutionEnvironment env, NamedConfig config, Parallelism parallelism) {
        if (parallelism.source() != 1) {
            throw new IllegalArgumentException(
                    "Flink's source has one split, so parallelism " + parallelism + " should begin with 1");
        }
        source(env, new SentencesInTurn(config.recordsPerPoll()), Types.STRING)
                .<String>flatMap((sentence, words) -> Sentences.split(sentence, words::collect))
                .returns(Types.STRING)
                .setParallelism(parallelism.middle())
                .keyBy(word -> word, Types.STRING)
                .sinkTo(CountingSink.countingWords())
                .setParallelism(parallelism.sink());
    }

    private static DataStream<String> texts(StreamExecutionEnvironment env, NamedConfig config) {
        return source(env, new Texts(config.recordsPerPoll()), Types.STRING);
    }

    private static <T> DataStream<T> source(
            StreamExecutionEnvironment env, Records<T> records, TypeInformation<T> type) {
        return env.fromSource(new ReplayableSource<>(records), WatermarkStrategy.noWatermarks(), "source", type)
                .setParallelism(1);
    }

    /** Emits what it gets. */
    private static final class Identity<T> implements MapFunction<T, T> {
        private static final long serialVersionUID = 1L;

        @Override
        public T map(T value) {
            return value;
        }
    }
}
