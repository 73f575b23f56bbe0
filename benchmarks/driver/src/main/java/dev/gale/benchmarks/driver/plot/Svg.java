package dev.gale.benchmarks.driver.plot;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A drawing in the making. Lengths are pixels, from the upper left corner. */
final class Svg {
    static final String INK = "#222222";
    static final String FAINT_INK = "#5c5c5c";
    static final String GRID = "#dddddd";

    /** How wide a letter of a text of size 12 may be. */
    static final double LETTER = 7.0;

    private static final String BACKGROUND = "#ffffff";
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONT = "-apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** To which side of its point a text goes. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** @param title also for screen readers */
    Svg(double width, double height, String title) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(NAMESPACE);
            attributes(
                    "viewBox",
                    "0 0 " + number(width) + " " + number(height),
                    "width",
                    number(width),
                    "height",
                    number(height),
                    "role",
                    "img",
                    "font-family",
                    FONT);
            newLine();
            xml.writeStartElement("title");
            xml.writeCharacters(title);
            xml.writeEndElement();
            newLine();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        rectangle(0, 0, width, height, BACKGROUND);
    }

    void rectangle(double x, double y, double width, double height, String colour) {
        empty("rect", "x", number(x), "y", number(y), "width", number(width), "height", number(height), "fill", colour);
    }

    void line(double x1, double y1, double x2, double y2, String colour, double thickness) {
        empty(
                "line",
                "x1",
                number(x1),
                "y1",
                number(y1),
                "x2",
                number(x2),
                "y2",
                number(y2),
                "stroke",
                colour,
                "stroke-width",
                number(thickness));
    }

    void circle(double x, double y, double radius, String colour) {
        empty("circle", "cx", number(x), "cy", number(y), "r", number(radius), "fill", colour);
    }

    /** @param corners pairs of x and y */
    void polygon(String colour, double... corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            points.append(number(corners[i]))
                    .append(',')
                    .append(number(corners[i + 1]))
                    .append(' ');
        }
        empty("polygon", "points", points.toString().strip(), "fill", colour);
    }

    /** @param y of the line on which the letters stand */
    void text(double x, double y, Anchor anchor, int size, boolean bold, String colour, String words) {
        try {
            xml.writeStartElement("text");
            attributes(
                    "x", number(x),
                    "y", number(y),
                    "text-anchor", anchor.name().toLowerCase(Locale.ROOT),
                    "font-size", Integer.toString(size),
                    "font-weight", bold ? "600" : "400",
                    "fill", colour);
            xml.writeCharacters(words);
            xml.writeEndElement();
            newLine();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** The whole drawing; nothing can be added after this. */
    String finish() {
        try {
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        return text + "\n";
    }

    /** How wide a text of size 12 is, rather more than less. */
    static double width(String words) {
        return LETTER * words.length();
    }

    private void empty(String element, String... attributes) {
        try {
            xml.writeEmptyElement(element);
            attributes(attributes);
            newLine();
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void attributes(String... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }

    private static IllegalStateException failure(XMLStreamException e) {
        return new IllegalStateException("Nothing is written to but memory", e);
    }
}
