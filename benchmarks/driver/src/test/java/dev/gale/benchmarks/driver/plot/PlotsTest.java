package dev.gale.benchmarks.driver.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotsTest {
    @Test
    void shouldDrawABarWithWhiskersForEachLine() throws Exception {
        Element svg = parsed(BarChart.draw(
                "W2: a -> b & \"c\"",
                "tuples per second",
                List.of(
                        new BarChart.Bar("gale default", "gale", 20, 18, 23),
                        new BarChart.Bar("storm best", "storm", 2, 2, 2),
                        new BarChart.Bar("unknown engine", "wind", 0, 0, 0)),
                value -> value + " M"));

        assertThat(texts(svg))
                .contains("W2: a -> b & \"c\"", "gale default", "20.0 M", "storm best", "2.0 M", "unknown engine")
                .contains("0.0 M", "5.0 M", "10.0 M");
        // The background and three bars.
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(4);
        assertInside(svg);
    }

    @Test
    void shouldStayWithinTheDrawingWhenLabelsAreLong() throws Exception {
        String label = "an engine with a long name and its configuration";
        Element svg = parsed(BarChart.draw(
                "t", "u", List.of(new BarChart.Bar(label, "gale", 2e8, 1e8, 3e8)), value -> "about 200 M/s"));

        assertInside(svg);
    }

    @Test
    void shouldChooseFewRoundSteps() {
        assertThat(BarChart.step(23)).isEqualTo(5);
        assertThat(BarChart.step(1)).isEqualTo(0.2);
        assertThat(BarChart.step(6e7)).isEqualTo(1e7);
        assertThat(BarChart.step(7e7)).isEqualTo(2e7);
    }

    @Test
    void shouldDrawPercentilesOnALogarithmicAxis() throws Exception {
        Element svg = parsed(LatencyChart.draw(
                "W4 at 50000/s",
                List.of(
                        new LatencyChart.Row("gale default, to the sink", "gale", 41, 120, 1500, 90_000),
                        new LatencyChart.Row("flink default, to the sink", "flink", 41_000, 62_000, 63_000, 1_200_000),
                        new LatencyChart.Row("nothing at all", "jet", 0, 0, 0, 0))));

        assertThat(texts(svg))
                .contains("W4 at 50000/s", "gale default, to the sink", "41 / 120 / 1500 / 90000")
                .contains("1 us", "100 us", "1 ms", "1 s", "10 s");
        assertInside(svg);
    }

    private static Element parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getLocalName()).isEqualTo("svg");
        return root;
    }

    private static List<String> texts(Element svg) {
        List<String> texts = new ArrayList<>();
        for (Element text : elements(svg, "text")) {
            texts.add(text.getTextContent());
        }
        return texts;
    }

    /** Texts are where they can be read, and bars have a width that is not negative. */
    private static void assertInside(Element svg) {
        double width = Double.parseDouble(svg.getAttribute("width"));
        double height = Double.parseDouble(svg.getAttribute("height"));
        for (Element text : elements(svg, "text")) {
            double x = Double.parseDouble(text.getAttribute("x"));
            double wide = Svg.width(text.getTextContent());
            String anchor = text.getAttribute("text-anchor");
            double left = anchor.equals("end") ? x - wide : anchor.equals("middle") ? x - wide / 2 : x;
            assertThat(left).describedAs(text.getTextContent()).isNotNegative();
            assertThat(left + wide).describedAs(text.getTextContent()).isLessThanOrEqualTo(width);
            assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(0.0, height);
        }
        for (Element bar : elements(svg, "rect")) {
            assertThat(Double.parseDouble(bar.getAttribute("width"))).isNotNegative();
        }
    }

    private static List<Element> elements(Element svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
