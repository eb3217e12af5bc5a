package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the guarantees name exist, and each guarantee names one. */
class GuaranteesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!fault|action)(.*) \\| (.*) \\| (.*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)`");

    @Test
    void whenTheGuaranteesNameATest_thenItExists() throws IOException {
        Set<String> tests = testClasses();

        assertThat(ROW.matcher(page()).results())
                .hasSizeGreaterThan(20)
                .allSatisfy(row ->
                        assertThat(testsIn(row)).as(row.group(1)).isNotEmpty().isSubsetOf(tests));
    }

    private static Set<String> testsIn(MatchResult row) {
        return TEST.matcher(row.group(3)).results().map(test -> test.group(1)).collect(Collectors.toSet());
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/guarantees.md"));
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files =
                Files.find(ROOT, 20, (file, attributes) -> file.toString().matches(".*/src/test/java/.*Test\\.java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
