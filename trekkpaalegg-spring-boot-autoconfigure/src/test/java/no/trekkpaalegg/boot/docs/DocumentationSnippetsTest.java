package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.w3c.dom.Document;

/** Every snippet a reader may copy from the README or the docs is parsed, bound or compiled, so that none can rot. */
class DocumentationSnippetsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.assertThat;

            import java.math.*;
            import java.net.*;
            import java.time.*;
            import java.util.*;
            import no.trekkpaalegg.boot.*;
            import no.trekkpaalegg.boot.jdbc.*;
            import no.trekkpaalegg.inbox.*;
            import no.trekkpaalegg.client.*;
            import no.trekkpaalegg.event.*;
            import no.trekkpaalegg.feed.*;
            import no.trekkpaalegg.maskinporten.*;
            import no.trekkpaalegg.model.*;
            import no.trekkpaalegg.payroll.*;
            import no.trekkpaalegg.test.*;
            import org.junit.jupiter.api.Test;
            import org.springframework.beans.factory.annotation.Autowired;
            import org.springframework.boot.test.context.SpringBootTest;
            import org.springframework.context.annotation.*;
            import org.springframework.context.event.EventListener;
            import org.springframework.jdbc.core.JdbcTemplate;
            import org.springframework.stereotype.Component;
            import org.springframework.test.context.*;
            """;

    /** What a reader fills in: the snippet calls these, and the reader's own code has them. */
    private static final String LEFT_TO_THE_READER = """
                void withholdFromNowOn(Trekkpaalegg order) {}
                void stopWithholding(String trekkid) {}
            """;

    record Snippet(String page, String language, String text) {
        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    static Stream<Snippet> yaml() {
        return snippets("yaml").filter(snippet -> snippet.text().contains("trekkpaalegg:"));
    }

    static Stream<Snippet> java() {
        return snippets("java");
    }

    static Stream<Snippet> xml() {
        return snippets("xml");
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void whenAReaderCopiesYaml_thenEveryKeyOfOursIsKnown(Snippet snippet) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        for (PropertySource<?> source : new YamlPropertySourceLoader()
                .load("snippet", new ByteArrayResource(snippet.text().getBytes(StandardCharsets.UTF_8)))) {
            sources.addLast(source);
        }
        TrekkpaaleggProperties bound = new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate(
                        "trekkpaalegg",
                        Bindable.of(TrekkpaaleggProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        assertThat(bound).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("java")
    void whenAReaderCopiesJava_thenItCompiles(Snippet snippet, @TempDir Path folder) throws IOException {
        int closing = snippet.text().lastIndexOf('}');
        String source = IMPORTS + snippet.text().substring(0, closing) + LEFT_TO_THE_READER + "}\n";
        Path file = Files.writeString(folder.resolve("Snippet.java"), source);
        assertThat(compile(file)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void whenAReaderCopiesADependency_thenItNamesThisVersion(Snippet snippet) throws Exception {
        Document dependency = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(snippet.text().getBytes(StandardCharsets.UTF_8)));
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("pom.xml").toFile());
        assertThat(text(dependency, "groupId")).isEqualTo(text(pom, "groupId"));
        assertThat(text(dependency, "version")).isEqualTo(text(pom, "version"));
        assertThat(ROOT.resolve(text(dependency, "artifactId"))).isDirectory();
    }

    static Stream<Path> everyPage() {
        return pages().stream().map(ROOT::relativize);
    }

    @ParameterizedTest
    @MethodSource("everyPage")
    void whenAPageLinksToAnother_thenPageAndHeadingAreThere(Path page) {
        assertThat(MarkdownPage.read(ROOT.resolve(page)).brokenLinks()).isEmpty();
    }

    @Test
    void whenThereIsAPage_thenTheIndexHasIt() {
        String index = read(ROOT.resolve("docs/README.md"));
        assertThat(pages().stream().filter(page -> page.getParent().equals(ROOT.resolve("docs"))))
                .hasSizeGreaterThan(10)
                .filteredOn(page -> !page.endsWith("README.md"))
                .allSatisfy(page -> assertThat(index).contains("](" + page.getFileName() + ")"));
    }

    @Test
    void whenTheReadmeNamesTheTestCommand_thenContinuousIntegrationRunsIt() {
        assertThat(read(ROOT.resolve("README.md"))).contains("./mvnw verify");
        assertThat(read(ROOT.resolve(".ci/run"))).containsPattern("(?m)^exec ./mvnw .*verify$");
    }

    private static List<String> compile(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        String classPath = System.getProperty("java.class.path");
        boolean compiled = compiler.getTask(
                        output,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-cp",
                                classPath,
                                "-d",
                                file.getParent().toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        return compiled ? List.of() : output.toString().lines().toList();
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }

    private static Stream<Snippet> snippets(String language) {
        return pages().stream().flatMap(page -> {
            List<Snippet> found = new ArrayList<>();
            Matcher matcher = SNIPPET.matcher(read(page));
            while (matcher.find()) {
                if (matcher.group(1).equals(language)) {
                    found.add(new Snippet(ROOT.relativize(page).toString(), language, matcher.group(2)));
                }
            }
            return found.stream();
        });
    }

    private static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
