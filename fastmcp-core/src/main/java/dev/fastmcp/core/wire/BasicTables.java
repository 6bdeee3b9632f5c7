package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.model.Icon;

/** What the things that servers list have in common. */
final class BasicTables {

    static final ValueCodec<CacheScope> CACHE_SCOPE = new EnumCodec<>(CacheScope.values());

    static final ObjectCodec<Icon> ICON = ObjectCodec.<Icon>of("Icon")
            .required("src", STRING)
            .optional("mimeType", STRING)
            .list("sizes", STRING)
            .optional("theme", STRING)
            .build(
                    v -> new Icon(v.next(), v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.src(), r.mimeType(), r.sizes(), r.theme(), r.extra()));

    private BasicTables() {}
}
