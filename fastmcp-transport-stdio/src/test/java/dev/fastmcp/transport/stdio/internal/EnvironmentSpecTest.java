package dev.fastmcp.transport.stdio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSpecTest {

    private static final Map<String, String> PARENT = Map.of(
            "PATH",
            "/bin",
            "HOME",
            "/root",
            "SHELL",
            "() { :;}; echo",
            "AWS_SECRET",
            "x",
            "LANG",
            "C",
            "FUNC",
            "() { a; }");

    private static Map<String, String> resolve(Map<String, String> own, List<String> inherited, boolean all) {
        return new EnvironmentSpec(own, inherited, all).resolve(PARENT, false);
    }

    @Test
    void onlyTheSafeListIsInherited() {
        assertThat(resolve(Map.of(), List.of(), false)).isEqualTo(Map.of("PATH", "/bin", "HOME", "/root"));
    }

    @Test
    void namesAskedForAreAddedIfTheyAreSet() {
        assertThat(resolve(Map.of(), List.of("LANG", "MISSING", "FUNC"), false))
                .isEqualTo(Map.of("PATH", "/bin", "HOME", "/root", "LANG", "C"));
    }

    @Test
    void everythingIsInheritedButExportedFunctions() {
        assertThat(resolve(Map.of(), List.of(), true))
                .isEqualTo(Map.of("PATH", "/bin", "HOME", "/root", "LANG", "C", "AWS_SECRET", "x"));
    }

    @Test
    void ownVariablesWin() {
        assertThat(resolve(Map.of("PATH", "/opt", "X", "() y"), List.of(), false))
                .isEqualTo(Map.of("PATH", "/opt", "HOME", "/root", "X", "() y"));
    }

    @Test
    void namesOnWindowsDifferInMoreThanCase() {
        Map<String, String> parent = Map.of("Path", "C:\\", "SystemRoot", "C:\\Windows", "HOME", "x", "Secret", "x");

        Map<String, String> result =
                new EnvironmentSpec(Map.of("path", "D:\\"), List.of(), false).resolve(parent, true);

        assertThat(result).containsOnlyKeys("PATH", "SYSTEMROOT").containsEntry("PATH", "D:\\");
        assertThat(result.get("SystemRoot")).isEqualTo("C:\\Windows");
    }

    @Test
    void textFormShowsNoValues() {
        assertThat(new EnvironmentSpec(Map.of("TOKEN", "s3cret"), List.of("LANG"), false))
                .hasToString("EnvironmentSpec[own=[TOKEN], inherited=[LANG]]");
    }
}
