package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.it.peers.LibraryTools.Book;
import dev.fastmcp.it.peers.LibraryTools.Shelf;
import dev.fastmcp.it.peers.LibraryTools.Subject;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.FastMcpTransport;
import dev.fastmcp.transport.stdio.JavaStdioTransport;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One interface, offered by a server in this process and by another process, gives equal values. */
@Timeout(60)
class InterfaceToolsIT {

    private static ClientTransport process() {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
        return JavaStdioTransport.builder(classPath, LibraryTools.class.getName())
                .build();
    }

    private static List<Object> values(ClientTransport transport, Era era) {
        List<Object> values = new ArrayList<>();
        try (Client<?> client = Client.builder(transport).era(era).build();
                ClientSession session = client.connect()) {
            LibraryTools tools = session.bind(LibraryTools.class);
            values.add(tools.find(Subject.SEA, Optional.empty()));
            values.add(tools.find(Subject.SEA, Optional.of("Ann")));
            values.add(tools.byTitle("Tides"));
            values.add(tools.byTitle("none"));
            values.add(tools.shelves(Set.of(Subject.SEA, Subject.STARS)));
            values.add(tools.add(Shelf.TIDES));
            values.add(tools.count());
            values.add(tools.hasAll(List.of(Shelf.WHALES.title(), "none")));
            values.add(tools.total(List.of(1.5, 2.5)));
            values.add(tools.favourite());
            values.add(tools.greeting("Zo\u00eb"));
            tools.close("night");
            assertThatThrownBy(() -> tools.close("day"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("not by day");
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void givesEqualValuesInThisProcessAndInAnother(Era era) {
        List<Book> both = List.of(Shelf.WHALES, Shelf.TIDES);
        List<Object> expected = List.of(
                both,
                List.of(Shelf.WHALES),
                Optional.of(Shelf.TIDES),
                Optional.empty(),
                Map.of("sea", both),
                3,
                Long.MAX_VALUE,
                false,
                4.0,
                Subject.STARS,
                "Hello,\nZo\u00eb");
        try (FastMcpServer server = LibraryTools.server()) {
            assertThat(values(FastMcpTransport.of(server), era)).isEqualTo(expected);
        }
        assertThat(values(process(), era)).isEqualTo(expected);
    }
}
