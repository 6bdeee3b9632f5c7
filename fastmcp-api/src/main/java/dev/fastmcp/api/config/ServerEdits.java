package dev.fastmcp.api.config;

import dev.fastmcp.api.config.JsonOutline.Member;
import dev.fastmcp.api.config.JsonOutline.Node;
import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.Map;

/** Changes a member of an object in a JSON text, and no other character than it must. */
final class ServerEdits {

    private static final String STEP = "  ";

    private ServerEdits() {}

    static String put(
            String text, Node root, List<Node> entries, String name, Map<String, Object> server, String newline) {
        if (entries.isEmpty()) {
            return add(text, root, ConfigReader.USUAL_ROOT, Map.of(name, server), newline);
        }
        Node object = entries.get(0);
        return object.member(name)
                .map(present -> text.substring(0, present.value().start())
                        + JsonLayout.of(server, indent(text, present.start()), newline)
                        + text.substring(present.value().end()))
                .orElseGet(() -> add(text, object, name, server, newline));
    }

    private static String add(String text, Node object, String name, Object value, String newline) {
        List<Member> members = object.members();
        if (members.isEmpty()) {
            String outer = indent(text, object.start());
            String line = newline + outer + STEP;
            // What stands between the brackets may be a comment: it stays, behind the new member.
            String inside = text.substring(object.start() + 1, object.end() - 1);
            return text.substring(0, object.start() + 1)
                    + line
                    + member(name, value, outer + STEP, newline)
                    + (inside.isBlank() ? newline + outer : inside)
                    + text.substring(object.end() - 1);
        }
        Member last = members.get(members.size() - 1);
        String indent = indent(text, last.start());
        String added = newline + indent + member(name, value, indent, newline);
        boolean trailing = object.comma() >= 0;
        int end = trailing ? object.comma() + 1 : last.value().end();
        int line = restOfLine(text, end);
        return text.substring(0, end)
                + (trailing ? "" : ",")
                + text.substring(end, line)
                + added
                + (trailing ? "," : "")
                + text.substring(line);
    }

    /** A comment behind a member on the same line belongs to that member. */
    private static int restOfLine(String text, int from) {
        int at = from;
        while (" \t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (!text.startsWith("//", at)) {
            return from;
        }
        int end = text.indexOf('\n', at);
        return text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private static String member(String name, Object value, String indent, String newline) {
        return JsonValue.of(name).toJson() + ": " + JsonLayout.of(value, indent, newline);
    }

    static String remove(String text, Node object, String name) {
        List<Member> members = object.members();
        int index = 0;
        while (!members.get(index).name().equals(name)) {
            index++;
        }
        Member gone = members.get(index);
        boolean last = index == members.size() - 1;
        int start = lineBreakBefore(text, gone.start());
        int comma = last
                ? object.comma()
                : commaBetween(text, gone.value().end(), members.get(index + 1).start());
        if (comma >= 0) {
            return text.substring(0, start) + text.substring(gone.value().end(), comma) + text.substring(comma + 1);
        }
        if (index == 0) {
            return text.substring(0, start) + text.substring(gone.value().end());
        }
        int before = commaBetween(text, members.get(index - 1).value().end(), gone.start());
        return text.substring(0, before)
                + text.substring(before + 1, start)
                + text.substring(gone.value().end());
    }

    /** Between two members there are white space, comments and one comma; a comment may hold commas, too. */
    private static int commaBetween(String text, int from, int to) {
        int at = from;
        while (at < to && text.charAt(at) != ',') {
            if (text.startsWith("//", at)) {
                at = text.indexOf('\n', at);
            } else if (text.startsWith("/*", at)) {
                at = text.indexOf("*/", at) + 2;
            } else {
                at++;
            }
        }
        return at;
    }

    /** Where the white space before a member begins, its line break included. */
    private static int lineBreakBefore(String text, int start) {
        int at = start;
        while (at > 0 && " \t".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        if (at > 0 && text.charAt(at - 1) == '\n') {
            at--;
            return at > 0 && text.charAt(at - 1) == '\r' ? at - 1 : at;
        }
        return start;
    }

    private static String indent(String text, int place) {
        int line = text.lastIndexOf('\n', place - 1) + 1;
        int end = line;
        while (end < place && " \t".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return text.substring(line, end);
    }
}
