package dev.fastmcp.benchmarks;

/** What is measured, done by one client or another. Thread-safe. */
interface BenchmarkClient extends AutoCloseable {

    /** Calls the tool {@code echo} and returns the text of its result. */
    String echo(String text);

    /** Calls the tool {@code big} and returns the text of its result. */
    String big(int bytes);

    /** Lists the tools and returns how many there are. */
    int listTools();

    /** Ends the server and waits for it. */
    @Override
    void close();
}
