package dev.fastmcp.core.cache;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one client: {@code server|method|subject|version|reader|}. What notifications are about comes first, so that it is a prefix; every part ends with a separator that none contains, so
 * that no key is the beginning of another.
 */
record Keys(String server, String partition) {

    /** Everything about the server. */
    String all() {
        return part(server);
    }

    /** All answers to a method. */
    String of(String method) {
        return all() + part(method);
    }

    /** All answers about a resource. */
    String ofResource(String uri) {
        return of(Question.READ) + subject(uri);
    }

    /** The answers to a question, whoever may read them. */
    String of(Question question) {
        return of(question.method())
                + subject(question.subject())
                + part(question.version().wireName());
    }

    /** The answer for everybody. */
    String everybody(Question question) {
        return of(question) + part("public");
    }

    /** The answer for this client's identity. */
    String own(Question question) {
        return of(question) + part("private " + partition);
    }

    /** An empty cursor is another one than none. */
    private static String subject(@Nullable String subject) {
        return part(subject == null ? "" : "=" + subject);
    }

    private static String part(String text) {
        return text.replace("%", "%25").replace("|", "%7C") + "|";
    }
}
