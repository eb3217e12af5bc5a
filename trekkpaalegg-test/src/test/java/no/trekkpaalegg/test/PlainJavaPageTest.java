package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program on the page about the client without Spring Boot: compiled, and run against the simulator with no other jars than the page
 * lists. Only what differs from application to application is replaced.
 */
class PlainJavaPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plain-java.md");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);
    private static final Pattern JAR_TABLE = Pattern.compile("\\| from \\| jars \\|\n(.*?)\n\n", Pattern.DOTALL);
    private static final Pattern JAR = Pattern.compile("`([a-z0-9-]+)`");

    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    private static String page;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void whenTheProgramRunsWithTheListedJars_thenItShowsAllOrdersChangesAndOneVersion() throws Exception {
        IssuedOrder first = simulator.issue(simulator.ownOrganisation());
        IssuedOrder second = simulator.issue(simulator.ownOrganisation());
        compile(program(first.trekkid()));

        String output = run(listedJars());

        assertThat(output.lines().map(line -> line.replaceAll(", trekkversjon.*", "")))
                .containsExactly(
                        "current: Trekkpaalegg[trekkid=" + first.trekkid(),
                        "current: Trekkpaalegg[trekkid=" + second.trekkid(),
                        "changed: Trekkpaalegg[trekkid=" + first.trekkid(),
                        "changed: Trekkpaalegg[trekkid=" + second.trekkid(),
                        "version: Trekkpaalegg[trekkid=" + first.trekkid());
    }

    @Test
    void whenAListedJarIsLeftOut_thenTheProgramDoesNotRun() throws Exception {
        compile(program("10001"));
        List<String> jars = new ArrayList<>(listedJars());
        assertThat(jars.remove("spring-core")).isTrue();

        assertThatThrownBy(() -> run(jars)).isInstanceOf(NoClassDefFoundError.class);
    }

    private String program(String trekkid) throws IOException {
        Path key = Files.writeString(folder.resolve("key.pem"), simulator.privateKeyPem());
        return find(PROGRAM)
                .replace(
                        ".environment(ApiEnvironment.TEST)",
                        ".baseUrl(java.net.URI.create(\"%s\")).issuer(\"%s\").tokenUri(java.net.URI.create(\"%s\"))"
                                .formatted(simulator.baseUrl(), simulator.issuer(), simulator.tokenUri()))
                .replace("3a5b8e0c-6f0e-4d4b-9b67-0a8f5d2f4c11", simulator.clientId())
                .replace("maskinporten.pem", key.toString())
                .replace("my-key-2026", simulator.keyId())
                .replace("10001", trekkid);
    }

    private static String find(Pattern pattern) {
        return pattern.matcher(page)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> listedJars() {
        return Stream.concat(
                        Stream.of("trekkpaalegg-client"),
                        JAR.matcher(find(JAR_TABLE)).results().map((MatchResult match) -> match.group(1)))
                .toList();
    }

    private void compile(String program) throws IOException {
        Path source = Files.writeString(folder.resolve("Orders.java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    /** What the program writes. */
    private String run(List<String> jars) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(classPath(jars), ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
            Method main = loader.loadClass("Orders").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            System.setOut(console);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    private URL[] classPath(List<String> jars) {
        List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> listed = all.stream()
                .filter(entry -> jars.stream().anyMatch(jar -> isOf(jar, entry)))
                .collect(Collectors.toList());
        assertThat(listed).hasSizeGreaterThanOrEqualTo(jars.size());
        listed.add(folder.toString());
        return listed.stream().map(PlainJavaPageTest::url).toArray(URL[]::new);
    }

    /** Jars, or the classes of a module that has not been packed yet. */
    private static boolean isOf(String jar, String entry) {
        return Pattern.matches(".*[/\\\\]" + jar + "-\\d[^/\\\\]*(?<!-tests)\\.jar", entry)
                || Pattern.matches(".*[/\\\\]" + jar + "[/\\\\]target[/\\\\]classes", entry);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
