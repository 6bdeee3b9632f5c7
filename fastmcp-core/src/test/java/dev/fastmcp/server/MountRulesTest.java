package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several components is seen, and what cannot be mounted. */
@Timeout(30)
class MountRulesTest {

    private static ServerTool tool(String name, String says) {
        return ServerTool.of(name, "Says something.", (none, context) -> says);
    }

    private static FastMcpServer server(String name, ServerTool... tools) {
        ServerBuilder builder = FastMcpServer.builder(name);
        for (ServerTool tool : tools) {
            builder.tool(tool);
        }
        return builder.build();
    }

    private static ServerResource resource(String uri, String says) {
        return ServerResource.of(uri, uri, "A resource.", "text/plain", (none, context) -> says);
    }

    private static ServerResourceTemplate template(String uri, String says) {
        return ServerResourceTemplate.of(uri, uri, "Resources.", "text/plain", (none, context) -> says);
    }

    @Test
    void itsOwnComponentIsSeenBeforeAMountedOne() {
        FastMcpServer parent = server("parent", tool("a_t", "own"));
        parent.mount("a", server("a", tool("t", "mounted")));
        try (ClientSession session = Client.connect(parent)) {
            assertThat(session.callTool("a_t").text()).isEqualTo("own");
            assertThat(session.listTools()).hasSize(1);

            parent.removeTool("a_t");
            assertThat(session.callTool("a_t").text()).isEqualTo("mounted");
        }
    }

    @Test
    void whatWasMountedFirstIsSeenFirst() {
        FastMcpServer parent = server("parent");
        FastMcpServer first = server("a", tool("b_t", "first"));
        parent.mount("a", first);
        parent.mount("a_b", server("b", tool("t", "second"), tool("u", "third")));
        try (ClientSession session = Client.connect(parent)) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("a_b_t", "a_b_u");
            assertThat(session.callTool("a_b_t").text()).isEqualTo("first");
            assertThat(session.callTool("a_b_u").text()).isEqualTo("third");

            first.removeTool("b_t");
            assertThat(session.callTool("a_b_t").text()).isEqualTo("second");
        }
    }

    @Test
    void withoutAPrefixNamesStayAsTheyAre() {
        FastMcpServer parent = server("parent", tool("own", "own"));
        FastMcpServer child = server("child", tool("t", "mounted"));
        child.add(resource("docs://a", "text"));
        parent.mount(child);
        try (ClientSession session = Client.connect(parent)) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("own", "t");
            assertThat(session.callTool("t").text()).isEqualTo("mounted");
            assertThat(session.listResources()).extracting(Resource::uri).containsExactly("docs://a");
            assertThat(session.readResource("docs://a").text()).isEqualTo("text");
        }
    }

    @Test
    void whatIsListedIsReadBeforeWhatATemplateFits() {
        FastMcpServer parent = server("parent");
        parent.add(template("docs://{+path}", "own template"));
        FastMcpServer child = server("child");
        child.add(resource("docs://a", "listed"));
        child.add(template("docs://b/{n}", "mounted template"));
        parent.mount("child", child);
        try (ClientSession session = Client.connect(parent)) {
            assertThat(session.readResource("docs://child/a").text()).isEqualTo("listed");
            assertThat(session.readResource("docs://child/b/1").text()).isEqualTo("own template");
        }
    }

    @Test
    void oneServerMayBeSeenInSeveralPlaces() {
        FastMcpServer shared = server("shared", tool("t", "shared"));
        FastMcpServer parent = server("parent");
        FastMcpServer between = server("between");
        between.mount("s", shared);
        parent.mount("x", shared);
        parent.mount("y", shared);
        parent.mount("b", between);
        try (ClientSession session = Client.connect(parent)) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("x_t", "y_t", "b_s_t");
            assertThat(session.callTool("b_s_t").text()).isEqualTo("shared");
        }
    }

    @Test
    void exceptionsAreToldOnlyIfNoServerHidesThem() {
        ServerTool fails = ServerTool.of("fail", "Fails.", (none, context) -> {
            throw new IllegalStateException("swordfish");
        });
        FastMcpServer open = server("open", fails);
        FastMcpServer discreet =
                FastMcpServer.builder("discreet").hideErrors().tool(fails).build();
        FastMcpServer outer = server("outer");
        outer.mount("a", open);
        outer.mount("b", discreet);
        FastMcpServer discreetOuter =
                FastMcpServer.builder("outer").hideErrors().mount("a", open).build();
        try (ClientSession session = Client.connect(outer);
                ClientSession other = Client.connect(discreetOuter)) {
            assertThatThrownBy(() -> session.callTool("a_fail")).hasMessageContaining("swordfish");
            assertThatThrownBy(() -> session.callTool("b_fail")).hasMessageNotContaining("swordfish");
            assertThatThrownBy(() -> other.callTool("a_fail")).hasMessageNotContaining("swordfish");
        }
    }

    @Test
    void exceptionsOfWhatAHandlerReadsAreHiddenLikeItsOwn() {
        FastMcpServer child =
                server("child", ServerTool.of("read", "Reads.", (none, context) -> context.readResource("docs://bad")));
        child.add(ServerResource.of("docs://bad", "bad", "Fails.", "text/plain", (none, context) -> {
            throw new IllegalStateException("swordfish");
        }));
        FastMcpServer discreet =
                FastMcpServer.builder("outer").hideErrors().mount("a", child).build();
        try (ClientSession session = Client.connect(discreet)) {
            assertThatThrownBy(() -> session.callTool("a_read"))
                    .hasMessageContaining("docs://bad failed")
                    .hasMessageNotContaining("swordfish");
        }
    }

    @Test
    void headersThatRepeatArgumentsAreCompared() throws Exception {
        FastMcpServer child = server("child");
        child.add(ServerTool.builder("t")
                .inputSchema(JsonValue.of(Map.of(
                        "type",
                        "object",
                        "properties",
                        Map.of("r", Map.of("type", "string", "x-mcp-header", "Region")))))
                .handler((arguments, context) -> "called")
                .build());
        FastMcpServer parent = server("parent");
        parent.mount("c", child);
        String body = RawHttp.request(1, "tools/call", "\"name\":\"c_t\",\"arguments\":{\"r\":\"eu\"}," + RawHttp.META);
        String headers = RawHttp.MODERN + "Mcp-Method: tools/call\r\nMcp-Name: c_t\r\nMcp-Param-Region: ";
        try (HttpServing serving = HttpServing.builder(parent).start()) {
            assertThat(new RawHttp(serving).post(headers + "eu\r\n", body)).contains("called");
            assertThat(new RawHttp(serving).post(headers + "us\r\n", body)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aClosedServerHearsNothingMoreOfWhatWasMounted() {
        FastMcpServer child = server("child");
        FastMcpServer parent = server("parent");
        parent.mount("c", child);
        parent.mount("d", child);
        assertThat(child.listeners()).isEqualTo(3);
        parent.close();
        assertThat(child.listeners()).as("its own clients").isEqualTo(1);
    }

    @Test
    void noServerIsWithinItself() {
        FastMcpServer a = server("a");
        FastMcpServer b = server("b");
        FastMcpServer c = server("c");
        a.mount("b", b);
        b.mount(c);

        assertThatThrownBy(() -> a.mount("a", a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FastMcpServer[a] cannot be mounted in itself");
        assertThatThrownBy(() -> c.mount("a", a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FastMcpServer[c] is mounted in FastMcpServer[a], so that one cannot be mounted in it");
    }

    @Test
    void aProxyIsNeitherMountedNorMountsOthers() {
        try (FastMcpServer proxy = FastMcpServer.proxy(server("behind"))) {
            FastMcpServer a = server("a");
            assertThatThrownBy(() -> a.mount("p", proxy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("hands everything on to another server, and cannot be mounted")
                    .hasMessageContaining("make one proxy of a configuration");
            assertThatThrownBy(() -> proxy.mount("a", a)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a b", "a/b", "\u00fc", "a\n"})
    void aPrefixConsistsOfWhatNamesConsistOf(String prefix) {
        FastMcpServer a = server("a");
        FastMcpServer b = server("b");
        assertThatThrownBy(() -> a.mount(prefix, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + prefix + "\" is no prefix for names");
    }
}
