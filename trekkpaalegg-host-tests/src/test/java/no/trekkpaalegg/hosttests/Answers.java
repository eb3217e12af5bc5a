package no.trekkpaalegg.hosttests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.autoconfigure.security.SecurityProperties;

/** How a host answers, in lines that are the same for two hosts that answer the same. */
final class Answers {
    private static final List<String> TELLING_HEADERS = List.of("location", "www-authenticate");

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningHost host;

    private Answers(RunningHost host) {
        this.host = host;
    }

    static List<String> of(RunningHost host) {
        Answers answers = new Answers(host);
        SecurityProperties.User user =
                host.context().getBean(SecurityProperties.class).getUser();
        String good = "Basic " + encoded(user.getName() + ":" + user.getPassword());
        String bad = "Basic " + encoded(user.getName() + ":wrong");
        List<String> lines = new ArrayList<>();
        for (String path : List.of("/orders", "/open", "/login", "/oauth2/authorization/staff", "/nowhere")) {
            lines.add("GET " + path + " by nobody: " + answers.to("GET", path, null));
        }
        lines.add("GET /orders by the user: " + answers.to("GET", "/orders", good));
        lines.add("GET /orders with a wrong password: " + answers.to("GET", "/orders", bad));
        lines.add("POST /orders by the user: " + answers.to("POST", "/orders", good));
        return lines;
    }

    private String to(String method, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + host.port() + path))
                .method(method, BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return line(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String line(HttpResponse<String> response) {
        Map<String, List<String>> headers = response.headers().map();
        StringBuilder line = new StringBuilder().append(response.statusCode());
        if (response.statusCode() == 200) {
            line.append(' ').append(response.body().lines().findFirst().orElse(""));
        }
        for (String header : TELLING_HEADERS) {
            response.headers()
                    .firstValue(header)
                    .ifPresent(value -> line.append(' ').append(withoutWhatDiffers(value)));
        }
        return line.append(' ').append(new TreeSet<>(headers.keySet())).toString();
    }

    private String withoutWhatDiffers(String value) {
        return value.replace(":" + host.port(), ":PORT")
                .replaceAll("state=[^&]*", "state=STATE")
                .replaceAll("code_challenge=[^&]*", "code_challenge=CHALLENGE")
                .replaceAll(";jsessionid=.*", "");
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
