package dev.fastmcp.it.peers;

import dev.fastmcp.api.Description;
import dev.fastmcp.api.ToolName;
import dev.fastmcp.server.FastMcpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tools of a library, for both sides: a server in another process and its clients. */
public interface LibraryTools {

    /** What a book is about. */
    enum Subject {
        SEA,
        STARS
    }

    /** Who wrote it. */
    record Author(String name, Optional<Integer> born) {}

    /** A book. */
    record Book(String title, Author author, List<Subject> subjects, double price) {}

    @Description("Finds books.")
    List<Book> find(Subject subject, Optional<String> author);

    Optional<Book> byTitle(String title);

    Map<String, List<Book>> shelves(Set<Subject> subjects);

    @ToolName("add_book")
    int add(Book book);

    long count();

    boolean has(String title);

    double total(List<Double> prices);

    Subject favourite();

    String greeting(String name);

    void close(String reason);

    default boolean hasAll(List<String> titles) {
        return titles.stream().allMatch(this::has);
    }

    /** Always gives the same. */
    final class Shelf implements LibraryTools {

        static final Book WHALES =
                new Book("Whales \u2013 \u9be8", new Author("Ann", Optional.of(1920)), List.of(Subject.SEA), 12.5);
        static final Book TIDES =
                new Book("Tides", new Author("Bo", Optional.empty()), List.of(Subject.SEA, Subject.STARS), 1e-9);

        @Override
        public List<Book> find(Subject subject, Optional<String> author) {
            return author.isPresent() ? List.of(WHALES) : List.of(WHALES, TIDES);
        }

        @Override
        public Optional<Book> byTitle(String title) {
            return title.equals(TIDES.title()) ? Optional.of(TIDES) : Optional.empty();
        }

        @Override
        public Map<String, List<Book>> shelves(Set<Subject> subjects) {
            return Map.of("sea", subjects.contains(Subject.SEA) ? List.of(WHALES, TIDES) : List.of());
        }

        @Override
        public int add(Book book) {
            return book.equals(TIDES) ? 3 : -1;
        }

        @Override
        public long count() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean has(String title) {
            return title.equals(WHALES.title());
        }

        @Override
        public double total(List<Double> prices) {
            return prices.stream().mapToDouble(Double::doubleValue).sum();
        }

        @Override
        public Subject favourite() {
            return Subject.STARS;
        }

        @Override
        public String greeting(String name) {
            return "Hello,\n" + name;
        }

        @Override
        public void close(String reason) {
            if (!reason.equals("night")) {
                throw new IllegalArgumentException("not by " + reason);
            }
        }
    }

    /** The server. */
    static FastMcpServer server() {
        return FastMcpServer.builder("library")
                .tools(LibraryTools.class, new Shelf())
                .build();
    }

    /** Serves the process that started this one. */
    static void main(String[] args) throws IOException {
        try (FastMcpServer server = server()) {
            server.runStdio();
        }
    }
}
