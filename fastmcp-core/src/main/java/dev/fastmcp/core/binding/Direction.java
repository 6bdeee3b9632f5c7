package dev.fastmcp.core.binding;

/** Which way a value goes: what fits one way may not fit the other. */
enum Direction {
    /** From Java to the tool. */
    ARGUMENT,
    /** From the tool to Java. */
    RESULT
}
