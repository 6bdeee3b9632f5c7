import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Formats the Java sources of the build, or checks that they are formatted: {@code mvn -N verify [-Dformat=write]}. */
final class Format {

    private static final Path STAMP = Path.of("target", "formatted");

    private static final Set<String> SKIPPED = Set.of(".git", "node_modules", "target");

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    public static void main(String[] args) throws IOException {
        boolean write = args[0].equals("write");
        FileTime start = FileTime.from(Instant.now());
        List<Path> changed = changedSince(lastGoodRun());
        if (!changed.parallelStream().map(file -> isGood(file, write)).reduce(true, Boolean::logicalAnd)) {
            System.err.println("To format all sources: mvn -N verify -Dformat=write");
            System.exit(1);
        }
        Files.createDirectories(STAMP.getParent());
        Files.write(STAMP, new byte[0]);
        Files.setLastModifiedTime(STAMP, start);
    }

    /** Formatting takes seconds, so files older than the last good run are left out, unless the rules are younger. */
    private static FileTime lastGoodRun() throws IOException {
        FileTime never = FileTime.fromMillis(0);
        if (!Files.exists(STAMP)) {
            return never;
        }
        FileTime stamp = Files.getLastModifiedTime(STAMP);
        for (String rules : List.of("pom.xml", "config/format/Format.java")) {
            if (Files.getLastModifiedTime(Path.of(rules)).compareTo(stamp) >= 0) {
                return never;
            }
        }
        return stamp;
    }

    private static List<Path> changedSince(FileTime time) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(Path.of("."), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return SKIPPED.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean changed = attributes.lastModifiedTime().compareTo(time) >= 0;
                if (changed && file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }

    private static boolean isGood(Path file, boolean write) {
        try {
            String source = Files.readString(file);
            String formatted = FORMATTER.formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                return true;
            }
            if (write) {
                Files.writeString(file, formatted);
            }
            System.err.println((write ? "formatted: " : "not formatted: ") + file);
            return write;
        } catch (FormatterException notJava) {
            System.err.println("not Java: " + file + ": " + notJava.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
