package dev.gale.examples.clicks;

import dev.gale.examples.lines.LineSpout;
import dev.gale.topology.BasicOutputCollector;
import dev.gale.topology.OutputFieldsDeclarer;
import dev.gale.topology.base.BaseBasicBolt;
import dev.gale.tuple.Fields;
import dev.gale.tuple.Tuple;
import dev.gale.tuple.Values;
import java.util.Optional;

/**
 * Emits the URL of an access-log line; a line of another form goes out on the stream {@link #BAD}. Failing it instead
 * would make the spout emit it again and again, for it will never get better.
 */
public final class ParseBolt extends BaseBasicBolt {
    public static final String URL = "url";
    public static final String BAD = "bad";

    private static final long serialVersionUID = 1L;

    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
        String text = input.getStringByField(LineSpout.LINE);
        Optional<AccessLogLine> line = AccessLogLine.parse(text);
        if (line.isPresent()) {
            collector.emit(new Values(line.get().url()));
        } else {
            collector.emit(
                    BAD,
                    new Values(text, input.getStringByField(LineSpout.SOURCE), input.getLongByField(LineSpout.NUMBER)));
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(URL));
        declarer.declareStream(BAD, new Fields(LineSpout.LINE, LineSpout.SOURCE, LineSpout.NUMBER));
    }
}
