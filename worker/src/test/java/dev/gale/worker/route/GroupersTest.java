package dev.gale.worker.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gale.generated.GlobalStreamId;
import dev.gale.generated.Grouping;
import dev.gale.generated.JavaObject;
import dev.gale.generated.JavaObjectArg;
import dev.gale.generated.NullStruct;
import dev.gale.kernel.random.SplitMix64;
import dev.gale.tuple.Fields;
import dev.gale.utils.Utils;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupersTest {
    private static final NullStruct NOTHING = new NullStruct();
    private static final GlobalStreamId STREAM = new GlobalStreamId("words", "default");
    private static final Fields FIELDS = new Fields("word", "length");
    private static final int EMITTER = 3;
    private static final List<Integer> TASKS = List.of(11, 12, 13, 14);

    private static Grouper of(Grouping grouping) {
        return of(grouping, TASKS, Set.of(12, 14, 99));
    }

    private static Grouper of(Grouping grouping, List<Integer> tasks, Set<Integer> localTasks) {
        return Groupers.of(grouping, STREAM, FIELDS, EMITTER, tasks, localTasks, null, new SplitMix64(5));
    }

    private static List<Integer> choose(Grouper grouper, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> grouper.choose(List.of("word", i)))
                .toList();
    }

    @Test
    void shouldChooseByTheNamedFieldsWhenFieldsGrouping() {
        // given
        Grouper byLength = of(Grouping.fields(List.of("length")));
        Grouper byWord = of(Grouping.fields(List.of("word")));

        // then
        assertThat(choose(byLength, 40)).contains(0, 1, 2, 3);
        assertThat(choose(byWord, 40)).containsOnly(new FieldsGrouper(new int[] {0}, 4).choose(List.of("word", 0)));
    }

    @Test
    void shouldRefuseWhenAGroupingFieldDoesNotExist() {
        assertThatThrownBy(() -> of(Grouping.fields(List.of("wrod"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrod");
    }

    @Test
    void shouldChooseTheLowestTaskWhenGlobalGrouping() {
        assertThat(choose(of(Grouping.fields(List.of())), 20)).containsOnly(0);
    }

    @Test
    void shouldChooseAllWhenAllGrouping() {
        assertThat(choose(of(Grouping.all(NOTHING)), 3)).containsOnly(Grouper.ALL);
    }

    @Test
    void shouldChooseAtRandomWhenNoneGrouping() {
        // when
        List<Integer> chosen = choose(of(Grouping.none(NOTHING)), 400);

        // then
        assertThat(chosen).containsOnly(0, 1, 2, 3);
        for (int position = 0; position < 4; position++) {
            int each = position;
            assertThat(chosen.stream().filter(p -> p == each).count()).isBetween(60L, 140L);
        }
    }

    @Test
    void shouldBeEvenToTheTupleWhenShuffleGrouping() {
        // when
        List<Integer> chosen = choose(of(Grouping.shuffle(NOTHING)), 400);

        // then
        for (int position = 0; position < 4; position++) {
            int each = position;
            assertThat(chosen.stream().filter(p -> p == each).count()).isEqualTo(100);
        }
    }

    @Test
    void shouldChooseTheOnlyTaskWhenShuffleGroupingHasOne() {
        assertThat(choose(of(Grouping.shuffle(NOTHING), List.of(11), Set.of()), 3))
                .containsOnly(0);
    }

    @Test
    void shouldStayInTheWorkerWhenLocalOrShuffleFindsLocalTasks() {
        // when: tasks 12 and 14 are in this worker
        List<Integer> chosen = choose(of(Grouping.local_or_shuffle(NOTHING)), 40);

        // then
        assertThat(chosen).containsOnly(1, 3);
        assertThat(chosen.stream().filter(p -> p == 1).count()).isEqualTo(20);
    }

    @Test
    void shouldChooseAmongAllWhenLocalOrShuffleFindsNoLocalTask() {
        assertThat(choose(of(Grouping.local_or_shuffle(NOTHING), TASKS, Set.of(1, 2, 99)), 4))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void shouldRefuseWhenTheGroupingIsDirect() {
        assertThatThrownBy(() -> of(Grouping.direct(NOTHING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direct grouping has no grouper");
    }

    @Test
    void shouldNotNameSeveralWhenAGrouperChoosesOne() {
        // given
        Grouper grouper = of(Grouping.shuffle(NOTHING));

        // when / then
        assertThatThrownBy(grouper::chosen).isInstanceOf(IllegalStateException.class);
    }

    // --- custom groupings ---

    private static Grouper custom() {
        return of(Grouping.custom_serialized(Utils.javaSerialize(new ChoosingGrouping("mine"))));
    }

    @Test
    void shouldTranslateTasksToPositionsWhenACustomGroupingChoosesOne() {
        assertThat(custom().choose(List.of(11))).isZero();
        assertThat(custom().choose(List.of(14))).isEqualTo(3);
    }

    @Test
    void shouldNameAllOfThemWhenACustomGroupingChoosesSeveral() {
        // given
        Grouper grouper = custom();

        // then
        assertThat(grouper.choose(List.of(13, 11, 13))).isEqualTo(Grouper.SEVERAL);
        assertThat(grouper.chosen()).containsExactly(2, 0, 2);
    }

    @Test
    void shouldNameNobodyWhenACustomGroupingChoosesNoTask() {
        // given
        Grouper grouper = custom();
        grouper.choose(List.of(13, 11));

        // then: and not those that were chosen last
        assertThat(grouper.choose(List.of())).isEqualTo(Grouper.SEVERAL);
        assertThat(grouper.chosen()).isEmpty();
    }

    @Test
    void shouldSayWhatWasExpectedWhenACustomGroupingChoosesAStranger() {
        for (int stranger : new int[] {10, 15, -1}) {
            assertThatThrownBy(() -> custom().choose(List.of(stranger)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("custom grouping " + ChoosingGrouping.class.getName() + " of task 3 chose task "
                            + stranger + "; it may choose from tasks 11 to 14, those that its prepare was given");
        }
        assertThatThrownBy(() -> custom().choose(List.of(11, 99))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayWhatToReturnWhenACustomGroupingReturnsNull() {
        assertThatThrownBy(() -> custom().choose(List.of("null")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("custom grouping " + ChoosingGrouping.class.getName()
                        + " of task 3 returned null; return an empty list to send to no task");
    }

    @Test
    void shouldPrepareACustomGroupingWithSortedTasksWhenMade() {
        // given
        Grouper grouper = of(
                Grouping.custom_serialized(Utils.javaSerialize(new ChoosingGrouping("mine"))),
                List.of(13, 11, 12),
                Set.of());

        // then
        assertThatThrownBy(() -> grouper.choose(List.of("describe")))
                .hasMessageContaining("mine, ")
                .hasMessageContaining("words")
                .hasMessageEndingWith("task 3, targets [11, 12, 13]");
        assertThat(grouper.choose(List.of(12))).isEqualTo(1);
    }

    @Test
    void shouldNotLetACustomGroupingChangeItsTargets() {
        assertThatThrownBy(() -> custom().choose(List.of("change"))).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldGiveEachEmitterACopyWhenAGroupingIsSerialized() {
        // given
        Grouping grouping = Grouping.custom_serialized(Utils.javaSerialize(new ChoosingGrouping("mine")));
        Grouper one = of(grouping, List.of(11, 12), Set.of());
        Grouper two = of(grouping, List.of(21, 22), Set.of());

        // then: prepared apart
        assertThat(one.choose(List.of(12))).isEqualTo(1);
        assertThat(two.choose(List.of(21))).isZero();
        assertThatThrownBy(() -> one.choose(List.of("describe"))).hasMessageEndingWith("[11, 12]");
    }

    @Test
    void shouldMakeACustomGroupingWhenOnlyItsNameIsGiven() {
        // given
        Grouping byName = Grouping.custom_object(new JavaObject(ChoosingGrouping.class.getName(), List.of()));

        // then
        assertThat(of(byName).choose(List.of(13))).isEqualTo(2);
        assertThatThrownBy(() -> of(byName).choose(List.of("describe"))).hasMessageStartingWith("none, ");
    }

    @Test
    void shouldMakeACustomGroupingWhenThereIsNoArgumentList() {
        // given
        JavaObject object = new JavaObject();
        object.set_full_class_name(ChoosingGrouping.class.getName());

        // then
        assertThat(of(Grouping.custom_object(object)).choose(List.of(13))).isEqualTo(2);
    }

    @Test
    void shouldPassEveryKindOfArgumentWhenACustomGroupingIsMadeByName() {
        // given
        Grouping byName = Grouping.custom_object(new JavaObject(
                ChoosingGrouping.class.getName(),
                List.of(
                        JavaObjectArg.int_arg(1),
                        JavaObjectArg.long_arg(2L),
                        JavaObjectArg.string_arg("three"),
                        JavaObjectArg.bool_arg(true),
                        JavaObjectArg.binary_arg(new byte[] {5}),
                        JavaObjectArg.double_arg(6.5))));

        // then
        assertThatThrownBy(() -> of(byName).choose(List.of("describe")))
                .hasMessageStartingWith("1 2 three true [5] 6.5, ");
    }

    @Test
    void shouldTakeTheConstructorThatFitsWhenSeveralHaveAsManyParameters() {
        for (JavaObjectArg arg :
                List.of(JavaObjectArg.int_arg(5), JavaObjectArg.long_arg(5), JavaObjectArg.string_arg("five"))) {
            // given
            Grouping byName = Grouping.custom_object(new JavaObject(ChoosingGrouping.class.getName(), List.of(arg)));

            // then
            String expected = arg.is_set_string_arg() ? "five" : arg.is_set_int_arg() ? "number 5" : "long number 5";
            assertThatThrownBy(() -> of(byName).choose(List.of("describe"))).hasMessageStartingWith(expected + ", ");
        }
    }

    @Test
    void shouldSayWhatIsMissingWhenACustomGroupingCannotBeMade() {
        assertThatThrownBy(() -> of(Grouping.custom_object(new JavaObject("no.such.Grouping", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.Grouping")
                .hasCauseInstanceOf(ClassNotFoundException.class);
        assertThatThrownBy(() -> of(Grouping.custom_object(new JavaObject("java.lang.Object", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> of(Grouping.custom_object(new JavaObject(
                        ChoosingGrouping.class.getName(),
                        List.of(JavaObjectArg.int_arg(1), JavaObjectArg.int_arg(2), JavaObjectArg.int_arg(3))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("custom grouping " + ChoosingGrouping.class.getName()
                        + " has no public constructor for the arguments ");
        assertThatThrownBy(() -> of(Grouping.custom_object(
                        new JavaObject(ChoosingGrouping.class.getName(), List.of(JavaObjectArg.bool_arg(true))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ChoosingGrouping.class.getName());
    }
}
