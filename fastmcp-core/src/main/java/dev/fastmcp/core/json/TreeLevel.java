package dev.fastmcp.core.json;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Where {@link TreeParser} is in an object or in an array. Used by one thread. */
final class TreeLevel extends TokenStreamContext {

    /** What holds the whole: it has nothing to remember, and belongs to all. */
    static final TreeLevel ROOT = new TreeLevel(TYPE_ROOT, null, Collections.emptyIterator());

    private final @Nullable TreeLevel parent;

    /** Entries or elements that have not been read. */
    private final Iterator<?> rest;

    private @Nullable String name;
    private @Nullable Object current;

    private TreeLevel(int type, @Nullable TreeLevel parent, Iterator<?> rest) {
        super(type, parent == null ? 0 : -1);
        this.parent = parent;
        this.rest = rest;
        this._nestingDepth = parent == null ? 0 : parent.getNestingDepth() + 1;
    }

    TreeLevel object(Map<?, ?> members) {
        return new TreeLevel(TYPE_OBJECT, this, members.entrySet().iterator());
    }

    TreeLevel array(Iterable<?> elements) {
        return new TreeLevel(TYPE_ARRAY, this, elements.iterator());
    }

    boolean hasNext() {
        return rest.hasNext();
    }

    @Nullable
    Object next() {
        _index++;
        return rest.next();
    }

    void named(String text) {
        name = text;
    }

    @Override
    public @Nullable TreeLevel getParent() {
        return parent;
    }

    @Override
    public @Nullable String currentName() {
        return name;
    }

    @Override
    public boolean hasCurrentName() {
        return name != null;
    }

    @Override
    public @Nullable Object currentValue() {
        return current;
    }

    @Override
    public void assignCurrentValue(@Nullable Object value) {
        if (parent != null) {
            current = value;
        }
    }
}
