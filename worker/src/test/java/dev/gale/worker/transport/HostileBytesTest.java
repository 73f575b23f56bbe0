package dev.gale.worker.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gale.worker.report.CapturedLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes over a connection: what isn't right ends it, delivers nothing, and leaves no buffer behind. */
class HostileBytesTest {
    private static final int SEEDS = 60;
    private static final Secret SECRET = new Secret(AttackedEnd.SECRET.getBytes(StandardCharsets.UTF_8));

    private static ResourceLeakDetector.Level levelBefore;
    private static CapturedLog refusals;
    private static CapturedLog leaks;

    @BeforeAll
    static void watchBuffers() {
        levelBefore = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        refusals = new CapturedLog(PeerNetwork.class);
        leaks = new CapturedLog(ResourceLeakDetector.class);
    }

    @AfterAll
    static void watchAsBefore() {
        ResourceLeakDetector.setLevel(levelBefore);
        refusals.close();
        leaks.close();
        assertThat(leaks.messages()).isEmpty();
    }

    /** What an end does that knows the secret. */
    enum Wrong {
        BIT_FLIPPED {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                byte[] frame = good(raw, random);
                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                return frame;
            }
        },
        GARBAGE {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                byte[] garbage = new byte[Frames.HEAD_BYTES + random.nextInt(10_000)];
                random.nextBytes(garbage);
                return garbage;
            }
        },
        REPLAYED {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return sent.get(random.nextInt(sent.size()));
            }
        },
        REORDERED {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                byte[] earlier = good(raw, random);
                return concat(good(raw, random), earlier);
            }
        },
        A_FRAME_LEFT_OUT {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                good(raw, random);
                return good(raw, random);
            }
        },
        TOO_LONG {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return raw.frame(FrameType.TUPLES, 2, new byte[AttackedEnd.FRAME_MAX_BYTES + 1 + random.nextInt(100)]);
            }
        },
        OLDER_EPOCH {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return raw.frame(
                        FrameType.TUPLES, 2, tuples(random), raw.number(), PeerPair.FIRST_EPOCH - 1, raw.salt());
            }
        },
        LATER_EPOCH {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return raw.frame(
                        FrameType.TUPLES, 2, tuples(random), raw.number(), PeerPair.FIRST_EPOCH + 1, raw.salt());
            }
        },
        OF_ANOTHER_CONNECTION {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return raw.frame(
                        FrameType.TUPLES, 2, tuples(random), raw.number(), PeerPair.FIRST_EPOCH, random.nextLong());
            }
        },
        OF_THE_HANDSHAKE {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                FrameType[] types = {FrameType.HELLO, FrameType.CHALLENGE, FrameType.PROOF, FrameType.WELCOME};
                return raw.frame(types[random.nextInt(types.length)], 0, new byte[random.nextInt(100)]);
            }
        },
        FOR_AN_EXECUTOR_ELSEWHERE {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                int[] executors = {0, 1, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};
                int executor = executors[random.nextInt(executors.length)];
                return random.nextBoolean()
                        ? raw.frame(FrameType.TUPLES, executor, tuples(random))
                        : raw.frame(
                                FrameType.OPEN,
                                0,
                                ByteBuffer.allocate(4).putInt(executor).array());
            }
        },
        FOR_A_SPOUT_ELSEWHERE {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                long[] roots = {WorkerEnd.root(1, 3), 0, 5, -1, WorkerEnd.root(3, 1)};
                long root = roots[random.nextInt(roots.length)];
                return switch (random.nextInt(3)) {
                    case 0 ->
                        raw.frame(
                                FrameType.ACKS,
                                0,
                                ByteBuffer.allocate(16).putLong(root).putLong(7).array());
                    case 1 -> raw.frame(FrameType.RESET_TIMEOUT, 0, Signals.encode(root));
                    default ->
                        raw.frame(
                                FrameType.FAIL,
                                0,
                                ByteBuffer.allocate(8 + 1 + 4 + 12)
                                        .putLong(root)
                                        .put((byte) 0)
                                        .putInt(1)
                                        .putInt(-1)
                                        .putInt(-1)
                                        .putInt(-1)
                                        .array());
                };
            }
        },
        OF_A_WRONG_LENGTH {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                FrameType[] types = {
                    FrameType.ACKS, FrameType.CREDIT, FrameType.OPEN, FrameType.FAIL, FrameType.RESET_TIMEOUT
                };
                return raw.frame(types[random.nextInt(types.length)], 0, new byte[1 + 2 * random.nextInt(10)]);
            }
        },
        A_GRANT_THAT_NOBODY_ASKED_FOR {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                return raw.frame(
                        FrameType.CREDIT,
                        0,
                        ByteBuffer.allocate(12)
                                .putInt(random.nextBoolean() ? 3 : random.nextInt())
                                .putLong(9)
                                .array());
            }
        },
        MORE_THAN_THERE_IS_ROOM_FOR {
            @Override
            byte[] bytes(RawEnd raw, List<byte[]> sent, Random random) {
                byte[][] frames = new byte[PeerPair.WINDOW * 128 + 1][];
                for (int i = 0; i < frames.length; i++) {
                    frames[i] = raw.frame(FrameType.TUPLES, 3, WorkerEnd.encoded(0, 3, 1));
                }
                return concat(frames);
            }
        };

        abstract byte[] bytes(RawEnd raw, List<byte[]> sent, Random random);

        private static byte[] tuples(Random random) {
            return WorkerEnd.encoded(0, 2, "word " + random.nextInt(), random.nextLong());
        }

        static byte[] good(RawEnd raw, Random random) {
            return raw.frame(FrameType.TUPLES, 2, tuples(random));
        }

        private static byte[] concat(byte[]... parts) {
            ByteBuffer all = ByteBuffer.allocate(
                    Arrays.stream(parts).mapToInt(part -> part.length).sum());
            Arrays.stream(parts).forEach(all::put);
            return all.array();
        }
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void shouldEndTheConnectionAndDeliverNothingOfItWhenAFrameIsWrong(Wrong wrong) throws IOException, Refusal {
        int seeds = wrong == Wrong.MORE_THAN_THERE_IS_ROOM_FOR ? 2 : SEEDS;
        for (int seed = 0; seed < seeds; seed++) {
            // given
            Random random = new Random(seed);
            AttackedEnd attacked = new AttackedEnd(seed);
            RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, seed);
            EmbeddedChannel channel = attacked.connected(raw);
            List<byte[]> sent = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                sent.add(Wrong.good(raw, random));
                attacked.send(channel, sent.get(i));
            }
            assertThat(attacked.delivered()).isEqualTo(sent.size());

            // when
            attacked.send(channel, wrong.bytes(raw, sent, random));
            attacked.send(channel, Wrong.good(raw, random));

            // then
            assertThat(channel.isOpen()).describedAs("seed " + seed).isFalse();
            // All but the last of too many were legal.
            int legal = wrong == Wrong.MORE_THAN_THERE_IS_ROOM_FOR ? PeerPair.WINDOW * 128 : 0;
            assertThat(attacked.delivered()).describedAs("seed " + seed).isEqualTo(sent.size() + legal);
            assertThat(attacked.told.events()).containsExactly("connected 0", "lost 0");
            attacked.end(channel);
            assertThat(attacked.usedMemory()).describedAs("seed " + seed).isZero();
        }
    }

    @Test
    void shouldDeliverNothingOfAFrameThatIsCutOff() throws IOException, Refusal {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            AttackedEnd attacked = new AttackedEnd(seed);
            RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, seed);
            EmbeddedChannel channel = attacked.connected(raw);

            // when
            byte[] frame = Wrong.good(raw, random);
            attacked.send(channel, Arrays.copyOf(frame, random.nextInt(frame.length)));
            attacked.end(channel);

            // then
            assertThat(attacked.delivered()).isZero();
            assertThat(attacked.told.events()).containsExactly("connected 0", "lost 0");
            assertThat(attacked.usedMemory()).isZero();
        }
    }

    @Test
    void shouldAcceptNothingBeforeTheHandshakeIsOver() throws IOException, Refusal {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            AttackedEnd attacked = new AttackedEnd(seed);
            RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, seed);
            EmbeddedChannel channel = attacked.accept();
            FrameType[] types = FrameType.values();
            FrameType type = types[random.nextInt(types.length)];
            boolean greeted = random.nextBoolean();

            // when
            if (greeted) {
                attacked.send(channel, raw.hello());
            }
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            attacked.send(channel, raw.frame(type, 2, body));

            // then
            assertThat(channel.isOpen()).describedAs(type + " " + seed).isFalse();
            assertThat(attacked.delivered()).isZero();
            assertThat(attacked.told.events()).isEmpty();
            attacked.end(channel);
            assertThat(attacked.usedMemory()).isZero();
        }
    }

    @Test
    void shouldEndTheConnectionAtItsFirstBytesWhenItIsNoGaleWorkersAtAll() throws IOException {
        String http = "POST /api/v1/topology HTTP/1.1\r\nHost: example.org\r\nContent-Length: 100000000\r\n\r\n";
        byte[] tls = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};
        List<byte[]> foreign = new ArrayList<>(List.of(
                http.getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(tls, 517), new byte[64], new byte[100_000]));
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] random = new byte[Frames.HEAD_BYTES + new Random(seed).nextInt(1000)];
            new Random(seed).nextBytes(random);
            foreign.add(random);
        }
        for (byte[] bytes : foreign) {
            // given
            AttackedEnd attacked = new AttackedEnd(bytes.length);
            EmbeddedChannel channel = attacked.accept();

            // when
            attacked.send(channel, bytes);

            // then
            assertThat(channel.isOpen()).isFalse();
            assertThat(attacked.told.events()).isEmpty();
            attacked.end(channel);
            assertThat(attacked.usedMemory()).isZero();
        }
    }

    @Test
    void shouldMakeNoRoomForABodyThatIsTooLongBeforeTheHandshakeIsOver() throws IOException {
        // given
        AttackedEnd attacked = new AttackedEnd(1);
        RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, 1);
        EmbeddedChannel channel = attacked.accept();
        byte[] frame = raw.frame(FrameType.HELLO, 0, new byte[Handshake.MOST_BYTES + 1]);

        // when: no more than the head
        attacked.send(channel, Arrays.copyOf(frame, Frames.HEAD_BYTES));

        // then
        assertThat(channel.isOpen()).isFalse();
        attacked.end(channel);
        assertThat(attacked.usedMemory()).isZero();
    }

    @Test
    void shouldLetNobodyInWhoReplaysAConnectionOfBefore() throws IOException, Refusal {
        // given: all that worker 0 has said on a connection
        AttackedEnd attacked = new AttackedEnd(7);
        RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, 7);
        EmbeddedChannel channel = attacked.accept();
        List<byte[]> said = new ArrayList<>();
        said.add(raw.hello());
        attacked.send(channel, said.get(0));
        ByteBuf challenge = channel.readOutbound();
        said.add(raw.read(challenge));
        challenge.release();
        attacked.send(channel, said.get(1));
        attacked.talk(channel, raw);
        said.add(raw.frame(FrameType.OPEN, 0, new byte[] {0, 0, 0, 2}));
        said.add(raw.frame(FrameType.TUPLES, 2, WorkerEnd.encoded(0, 2, "word")));
        attacked.send(channel, said.get(2));
        attacked.send(channel, said.get(3));
        assertThat(attacked.delivered()).isEqualTo(1);
        attacked.end(channel);

        // when
        EmbeddedChannel replayed = attacked.accept();
        said.forEach(bytes -> attacked.send(replayed, bytes));

        // then
        assertThat(replayed.isOpen()).isFalse();
        assertThat(attacked.delivered()).isEqualTo(1);
        assertThat(attacked.told.events()).containsExactly("connected 0", "lost 0");
        attacked.end(replayed);
        assertThat(attacked.usedMemory()).isZero();
    }

    @Test
    void shouldSayWhyWhenItEndsAConnection() throws IOException, Refusal {
        // given
        AttackedEnd attacked = new AttackedEnd(7);
        RawEnd raw = new RawEnd(new Secret("guess".getBytes(StandardCharsets.UTF_8)), PeerPair.FIRST_EPOCH, 7);
        EmbeddedChannel channel = attacked.accept();

        // when
        attacked.send(channel, raw.hello());
        attacked.talk(channel, raw);

        // then
        assertThat(channel.isOpen()).isFalse();
        assertThat(raw.came()).containsExactly(FrameType.CHALLENGE, FrameType.REFUSED);
        assertThat(attacked.told.events()).isEmpty();
        attacked.end(channel);
        assertThat(attacked.usedMemory()).isZero();
    }

    @Test
    void shouldKeepFewConnectionsThatDontSayWhoTheyAreAndNoneForLong() throws IOException {
        // given
        AttackedEnd attacked = new AttackedEnd(7);
        List<EmbeddedChannel> strangers = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            strangers.add(attacked.accept());
            attacked.network.agent().doWork();
        }
        long open = strangers.stream().filter(EmbeddedChannel::isOpen).count();
        assertThat(open).isEqualTo(64);

        // when
        attacked.clock.advance(Duration.ofSeconds(5).toNanos());
        attacked.network.agent().doWork();

        // then
        assertThat(strangers).noneMatch(EmbeddedChannel::isOpen);
        strangers.forEach(attacked::end);
        assertThat(attacked.usedMemory()).isZero();
        EmbeddedChannel next = attacked.accept();
        assertThat(next.isOpen()).isTrue();
        attacked.end(next);
    }

    @Test
    void shouldReadFramesWhateverPiecesTheyComeIn() throws Refusal {
        // given
        RawEnd raw = new RawEnd(SECRET, PeerPair.FIRST_EPOCH, 1);
        byte[] first = raw.frame(FrameType.PING, 0, new byte[0]);
        byte[] second = raw.frame(FrameType.TUPLES, 9, new byte[] {1, 2, 3});
        byte[] both = Wrong.concat(first, second, raw.frame(FrameType.PING, 0, new byte[0]));

        for (int length = 1; length <= both.length; length++) {
            FrameReader reader = new FrameReader();
            List<String> frames = new ArrayList<>();
            FrameReader.Receiver receiver = new FrameReader.Receiver() {
                @Override
                public int mostBytes(FrameType type, long epoch) {
                    return 3;
                }

                @Override
                public void onFrame(FrameType type, long epoch, int subject, byte[] body) {
                    frames.add(type + " " + subject + " " + Arrays.toString(body));
                }
            };

            // when
            for (int from = 0; from < both.length; from += length) {
                reader.read(Unpooled.wrappedBuffer(both, from, Math.min(length, both.length - from)), receiver);
            }

            // then
            assertThat(frames).containsExactly("PING 0 []", "TUPLES 9 [1, 2, 3]", "PING 0 []");
        }
    }
}
