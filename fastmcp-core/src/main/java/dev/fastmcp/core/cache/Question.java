package dev.fastmcp.core.cache;

import dev.fastmcp.api.ProtocolVersion;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server is asked for: all that its answer depends on, but for who asks. {@code subject} is an address or a cursor. */
public record Question(String method, @Nullable String subject, ProtocolVersion version) {

    static final String READ = "resources/read";

    private static final Set<String> CACHED =
            Set.of("tools/list", "prompts/list", "resources/list", "resources/templates/list", READ);

    static boolean isCached(String method) {
        return CACHED.contains(method);
    }

    /** Takes a question from the parameters of a request. */
    public static Question of(String method, Map<String, Object> params, ProtocolVersion version) {
        Object subject = params.get(method.equals(READ) ? "uri" : "cursor");
        return new Question(method, subject == null ? null : subject.toString(), version);
    }

    boolean isFurtherPage() {
        return subject != null && !method.equals(READ);
    }
}
