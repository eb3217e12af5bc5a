package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.StuckOrders;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that are wrong, odd, hostile or about many order versions, and what the endpoint answers. */
@ExtendWith(OutputCaptureExtension.class)
class EndpointRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENDPOINT = "/actuator/trekkpaalegg";
    private static final String OWN = "313367002";
    private static final String CUSTOMER = "313367010";
    private static final String UNKNOWN = "310000019";
    /** As the person number of an order might. */
    private static final String LIKE_A_PERSON = "10908412345";

    private static final Duration SOON = Duration.ofSeconds(30);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static final AtomicInteger questions = new AtomicInteger();
    private static final RecordingListener listener = new RecordingListener();
    private static TestHost host;
    private static FeedStore store;

    @BeforeAll
    static void start() {
        EmployerSource employers = () -> {
            questions.incrementAndGet();
            return List.of(Employer.own(OWN), Employer.systemUser(CUSTOMER));
        };
        host = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .employers(employers)
                .listener(listener)
                .with("management.endpoints.web.exposure.include", "trekkpaalegg")
                .with("management.endpoint.trekkpaalegg.access", "unrestricted")
                .start();
        store = host.bean(FeedStore.class);
    }

    @AfterEach
    void settle() {
        listener.forget();
        host.poller().discard(new StuckOrders(null, Backlog.STATES, null, null), "the test is over");
        host.poller().resume(OWN);
        host.poller().resume(CUSTOMER);
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Test
    void whenTheActionIsMisspelt_thenTheAnswerSaysWhichThereAre() {
        JsonNode answer = refused(400, post(OWN, "{\"action\":\"retyr\"}"));

        assertThat(answer.path("problem").asText()).isEqualTo("unknown action 'retyr'");
        assertThat(texts(answer.path("allowed")))
                .containsExactly("poll", "reconcile", "pause", "resume", "rewind", "retry", "discard");
    }

    @Test
    void whenTheActionIsMissing_thenTheAnswerSaysWhichThereAre() {
        assertThat(refused(400, post(OWN, "{}")).path("allowed")).hasSize(7);
    }

    @Test
    void whenTheActionLooksLikeAPersonNumber_thenTheAnswerDoesNotRepeatIt() {
        ActionRequest odd =
                new ActionRequest(LIKE_A_PERSON, null, null, null, null, null, null, null, null, null, false);

        assertThatThrownBy(odd::wanted).hasMessage("unknown action '***'");
    }

    @Test
    void whenTheEmployerIsUnknown_thenTheAnswerSaysHowManyThereAreAndWhereToFindThem() {
        for (HttpResponse<String> answer :
                List.of(host.get(ENDPOINT + "/" + UNKNOWN), post(UNKNOWN, "{\"action\":\"poll\"}"))) {
            assertThat(refused(404, answer).path("problem").asText())
                    .contains("'310000019' is not configured", "2 employer(s) are", "lists them", "10 s")
                    .doesNotContain(OWN);
        }
        assertThat(simulator.apiRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"action\":\"retry\"}                                                             | key of one",
                "{\"action\":\"discard\",\"reason\":\"x\"}                                          | key of one",
                "{\"action\":\"discard\",\"state\":\"parked\"}                                      | needs a reason",
                "{\"action\":\"retry\",\"state\":\"delivered\"}                                     | unknown state 'delivered'",
                "{\"action\":\"retry\",\"state\":\"parked\",\"receivedSince\":\"yesterday\"}        | 2026-03-05T12:00:00Z",
                "{\"action\":\"retry\",\"trekkid\":\"A\"}                                           | trekkid, trekkversjon and trekkstatus",
                "{\"action\":\"retry\",\"trekkid\":\"A\",\"trekkversjon\":\"one\"}                  | whole number",
                "{\"action\":\"retry\",\"key\":\"0123456789\"}                                      | no order version with this key",
                "{\"action\":\"rewind\"}                                                            | needs a sekvensnummer",
                "{\"action\":\"rewind\",\"sekvensnummer\":-1}                                       | needs a sekvensnummer"
            })
    void whenSomethingIsMissingOrWrong_thenTheAnswerSaysWhat(String body, String problem) {
        assertThat(refused(400, post(OWN, body)).path("problem").asText()).contains(problem);
    }

    /** Access rules and access logs go by the path. */
    @ParameterizedTest
    @ValueSource(strings = {"employer", "path"})
    void whenTheBodyOrTheQueryNamesAnotherEmployer_thenTheRequestIsRefused(String name) {
        String body = "{\"action\":\"pause\",\"" + name + "\":\"" + CUSTOMER + "\"}";

        refused(400, post(OWN, body));
        refused(400, post(OWN + "?" + name + "=" + CUSTOMER, "{\"action\":\"pause\"}"));
        refused(400, post(OWN + "?" + name + "=" + CUSTOMER + "&" + name + "=" + CUSTOMER, "{\"action\":\"pause\"}"));
        refused(400, host.get(ENDPOINT + "/" + OWN + "?" + name + "=" + CUSTOMER));

        assertThat(store.state(OWN).paused()).isFalse();
        assertThat(store.state(CUSTOMER).paused()).isFalse();
    }

    @Test
    void whenTheBodyNamesTheSameEmployer_thenTheActionIsDone() {
        done(post(OWN, "{\"action\":\"pause\",\"employer\":\"" + OWN + "\"}"));

        assertThat(store.state(OWN).paused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/313367002/more", "/313367002/"})
    void whenThePathHasOtherParts_thenNothingIsFoundOrItIsTheEmployer(String path) {
        assertThat(host.get(ENDPOINT + path).statusCode()).isIn(200, 404);
        assertThat(post(path.substring(1) + "x", "{\"action\":\"pause\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whenAnActionIsUnderWay_thenASecondOneOnTheEmployerIsBusyAndOneOnAnotherIsNot() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.issue(OWN);
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        listener.doing(event -> {
            delivering.countDown();
            await().atMost(SOON).until(() -> goOn.getCount() == 0);
        });
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> post(OWN, "{\"action\":\"poll\"}"));
        await().atMost(SOON).until(() -> delivering.getCount() == 0);

        List<HttpResponse<String>> others = IntStream.range(0, 12)
                .mapToObj(any -> post(OWN, "{\"action\":\"poll\"}"))
                .toList();
        HttpResponse<String> elsewhere = post(CUSTOMER, "{\"action\":\"pause\"}");
        goOn.countDown();

        assertThat(others)
                .allSatisfy(answer -> assertThat(
                                refused(409, answer).path("problem").asText())
                        .contains("busy", "POLL by an unnamed operator is under way"));
        done(elsewhere);
        done(first.join());
        done(post(OWN, "{\"action\":\"poll\"}"));
    }

    @Test
    void whenUnknownEmployersAreAskedFor_thenTheApplicationIsAskedOnce() {
        host.get(ENDPOINT + "/" + OWN);
        int before = questions.get();

        for (int i = 0; i < 20; i++) {
            refused(404, host.get(ENDPOINT + "/9999999" + (10 + i)));
            refused(404, post("9999998" + (10 + i), "{\"action\":\"poll\"}"));
        }

        assertThat(questions.get() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void whenAnActionIsDone_thenTheLogSaysWhoDidWhatToWhom(CapturedOutput output) {
        done(post(OWN, "{\"action\":\"pause\"}"));

        assertThat(output)
                .contains("Operator action PAUSE on employer 313367002 by an unnamed operator: the employer is paused");
    }

    @Test
    void whenTheIdentityOfAnOrderIsMasked_thenItIsRetriedByItsKey() {
        InboxKey masked = park(LIKE_A_PERSON, "the listener failed");
        JsonNode entry = get(OWN).path("entries").path(0);
        assertThat(entry.path("trekkid").asText()).isEqualTo("***");
        String key = entry.path("key").asText();
        assertThat(key).matches("[0-9a-f]{10}");

        done(post(OWN, "{\"action\":\"retry\",\"key\":\"" + key + "\"}"));

        assertThat(store.find(masked).orElseThrow().state()).isEqualTo(InboxState.PENDING);
    }

    @Test
    void whenThereAreMoreStuckThanAPageHolds_thenEachIsOnOnePage() {
        for (int i = 0; i < 5; i++) {
            park("P-" + i, "the listener failed");
        }

        JsonNode first = get(OWN + "?size=2");
        JsonNode last = get("all?size=2&page=2");

        assertThat(first.path("entries")).hasSize(2);
        assertThat(first.path("more").asBoolean()).isTrue();
        assertThat(get("all?size=2&page=1").path("entries"))
                .hasSize(2)
                .doesNotContainAnyElementsOf(first.path("entries"));
        assertThat(last.path("entries")).hasSize(1);
        assertThat(last.path("more").asBoolean(true)).isFalse();
        assertThat(last.path("entries").path(0).path("employer").asText()).isEqualTo(OWN);
        assertThat(get("all?size=2&page=3").path("entries")).isEmpty();
        assertThat(get("all?size=2&page=99").path("entries")).isEmpty();
    }

    @Test
    void whenTheListIsFiltered_thenOnlyWhatFitsIsShown() {
        park("F-1", "the database was away");
        park("F-2", "unknown employee");

        assertThat(get("all?cause=employee").path("entries"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("trekkid").asText()).isEqualTo("F-2"));
        assertThat(get("all?state=failed,rejected").path("entries")).isEmpty();
        assertThat(get("all?receivedSince=2999-01-01T00:00:00Z").path("entries"))
                .isEmpty();
        refused(400, host.get(ENDPOINT + "/all?state=odd"));
    }

    @Test
    void whenASelectionIsRetried_thenTheAnswerCounts() {
        InboxKey away = park("T-1", "the database was away");
        InboxKey bug = park("T-2", "unknown employee");

        JsonNode answer = done(post("all", "{\"action\":\"retry\",\"state\":\"parked\",\"cause\":\"database\"}"));

        assertThat(answer.path("employer").asText()).isEqualTo("all");
        assertThat(answer.path("result").asText()).startsWith("1 order version(s) are delivered as soon as possible");
        assertThat(store.find(away).orElseThrow().state()).isEqualTo(InboxState.PENDING);
        assertThat(store.find(bug).orElseThrow().state()).isEqualTo(InboxState.PARKED);
        done(post(OWN, "{\"action\":\"discard\",\"state\":\"parked\",\"reason\":\"by hand\"}"));
        assertThat(store.find(bug).orElseThrow().state()).isEqualTo(InboxState.DISCARDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "reconcile", "pause", "resume", "rewind"})
    void whenAnActionIsForOneEmployerOnly_thenAllIsRefused(String action) {
        JsonNode answer = refused(400, post("all", "{\"action\":\"" + action + "\",\"sekvensnummer\":0}"));

        assertThat(texts(answer.path("allowed"))).containsExactly("retry", "discard");
    }

    private static InboxKey park(String trekkid, String cause) {
        IssuedOrder order = simulator.issue(OWN, template -> template.withTrekkid(trekkid));
        InboxKey key = new InboxKey(OWN, order.trekkid(), order.trekkversjon(), "aktiv");
        store.inTransaction(OWN, () -> {
            store.insert(List.of(InboxEntry.pending(key, order.sekvensnummer(), order.json(), Instant.now())
                    .parked(cause)));
            return key;
        });
        return key;
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = host.get(ENDPOINT + "/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static HttpResponse<String> post(String path, String body) {
        return host.send(HttpRequest.newBuilder(host.uri(ENDPOINT + "/" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("done").asBoolean()).as(answer.body()).isTrue();
        return json(answer);
    }

    private static JsonNode refused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("problem").asText()).isNotBlank();
        return json(answer);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
