package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a YAML text. What belongs together is told by indentation, so that whole sections can be left out without being understood.
 *
 * @param lines in order, those that say nothing included, since they count in texts of several lines
 */
record YamlText(List<Line> lines) {

    /**
     * A line.
     *
     * @param number counted from 1
     * @param indent how many spaces it begins with
     * @param content what follows them
     */
    record Line(int number, int indent, String content) {

        boolean isElement() {
            return content.equals("-") || content.startsWith("- ");
        }

        boolean says() {
            return !content.isBlank() && !content.startsWith("#");
        }

        ConfigException wrong(String message) {
            return new ConfigException("line " + number + ": " + message);
        }
    }

    static YamlText of(String text) {
        String[] written = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        List<Line> lines = new ArrayList<>();
        boolean begun = false;
        for (int i = 0; i < written.length; i++) {
            Line line = line(i + 1, written[i]);
            boolean mark = line.indent() == 0 && line.content().matches("(---|\\.\\.\\.)([ \t].*)?");
            if (mark && (begun || !line.content().strip().equals("---"))) {
                throw line.wrong("only a file of one document is understood: remove this line");
            }
            begun |= line.says();
            lines.add(mark ? new Line(i + 1, 0, "") : line);
        }
        // Behind the line break at the end of a file there is no line.
        boolean ended = lines.get(lines.size() - 1).content().isEmpty();
        return new YamlText(ended ? lines.subList(0, lines.size() - 1) : lines);
    }

    private static Line line(int number, String written) {
        int indent = 0;
        while (indent < written.length() && written.charAt(indent) == ' ') {
            indent++;
        }
        return new Line(number, indent, written.substring(indent));
    }

    /** Returns the parts of a block, each of which begins with a line that is indented as little as the first one. */
    List<YamlText> sections() {
        List<YamlText> sections = new ArrayList<>();
        List<Line> section = new ArrayList<>();
        for (Line line : lines) {
            if (line.says() && (section.isEmpty() || line.indent() <= first().indent() && !isBelowName(line))) {
                section = new ArrayList<>();
                sections.add(new YamlText(section));
            }
            if (!sections.isEmpty()) {
                section.add(line);
            }
        }
        return sections;
    }

    /** A list may stand below its name without being indented. */
    private boolean isBelowName(Line line) {
        return line.isElement() && !first().isElement() && line.indent() == first().indent();
    }

    boolean says() {
        return lines.stream().anyMatch(Line::says);
    }

    /** Returns the first line that says something; there is one in every section. */
    Line first() {
        return lines.stream().filter(Line::says).findFirst().orElseThrow();
    }

    /** Returns what follows the first line of a section. */
    YamlText rest() {
        return new YamlText(lines.subList(1, lines.size()));
    }
}
