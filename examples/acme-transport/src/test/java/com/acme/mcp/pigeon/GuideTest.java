package com.acme.mcp.pigeon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The guide quotes this project, and should keep doing so word by word. */
class GuideTest {

    private static final Path GUIDE = Path.of("../../docs/writing-a-transport.md");
    private static final Pattern CODE = Pattern.compile("```(?:java|xml)\\n(.*?)```", Pattern.DOTALL);

    static boolean guideIsThere() {
        return Files.exists(GUIDE);
    }

    @Test
    @EnabledIf(value = "guideIsThere", disabledReason = "this project was copied without the guide")
    void quotesOnlyLinesThatExist() throws IOException {
        Set<String> lines = sources();

        assertThat(quotedLines()).hasSizeGreaterThan(20).isSubsetOf(lines);
    }

    private static List<String> quotedLines() throws IOException {
        return CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("```"))
                .map(String::strip)
                .toList();
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(Path.of("src")), Stream.of(Path.of("pom.xml")))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(GuideTest::lines)
                    .map(String::strip)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
