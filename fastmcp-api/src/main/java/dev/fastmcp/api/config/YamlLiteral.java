package dev.fastmcp.api.config;

import dev.fastmcp.api.config.YamlText.Line;
import java.util.ArrayList;
import java.util.List;

/** A text of several lines after {@code |}, which keeps its line breaks. */
final class YamlLiteral {

    private YamlLiteral() {}

    static String of(Line header, String mark, YamlText below) {
        String kind = mark.replaceFirst("[ \t]+#.*", "").strip();
        if (!List.of("|", "|-", "|+").contains(kind)) {
            throw header.wrong("only |, |- and |+ are understood before a text of several lines");
        }
        String text = String.join("\n", lines(header, below));
        String end = text.replaceFirst("\n+$", "");
        return switch (kind) {
            case "|-" -> end;
            case "|+" -> text.isEmpty() ? text : text + "\n";
            default -> end.isEmpty() ? end : end + "\n";
        };
    }

    private static List<String> lines(Line header, YamlText below) {
        Line first = below.lines().stream()
                .filter(line -> !line.content().isEmpty())
                .findFirst()
                .orElse(header);
        List<String> text = new ArrayList<>();
        for (Line line : below.lines()) {
            if (line.content().isEmpty()) {
                if (line.number() < first.number() && line.indent() > first.indent()) {
                    throw line.wrong("an empty line is indented more than the text below it");
                }
                text.add(first == header ? "" : " ".repeat(Math.max(0, line.indent() - first.indent())));
                continue;
            }
            if (line.indent() < first.indent() || line.indent() <= header.indent()) {
                if (line.says()) {
                    throw line.wrong("indented less than the text that it belongs to");
                }
                break;
            }
            text.add(" ".repeat(line.indent() - first.indent()) + line.content());
        }
        return text;
    }
}
