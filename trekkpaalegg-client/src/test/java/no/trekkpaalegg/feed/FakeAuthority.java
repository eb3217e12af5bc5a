package no.trekkpaalegg.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import no.trekkpaalegg.client.OrderParser;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.TrekkpaaleggApiException;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;

/**
 * Answers as contract section 1 says, from what a test publishes, unless the test has put an answer in line. Elements go through
 * the real parser.
 */
final class FakeAuthority implements OrderReader {
    private final OrderParser parser = new OrderParser();
    private final Map<String, List<Element>> elements = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Deque<List<String>> nextAnswers = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> versionRequests = new CopyOnWriteArrayList<>();
    private volatile Consumer<Request> beforeAnswer = request -> {};
    private int readAllCalls;
    private int most = Integer.MAX_VALUE;

    /** A request for changes; a request for all orders has the limit 0. */
    record Request(String employer, long after, int limit) {}

    private record Element(long place, String trekkid, String json) {}

    void publish(TestOrder... orders) {
        publish(FeedFixture.EMPLOYER, orders);
    }

    /** Only the latest version of an order is shown. */
    synchronized void publish(Employer employer, TestOrder... orders) {
        for (TestOrder order : orders) {
            ofEmployer(employer).removeIf(element -> element.trekkid().equals(order.trekkid()));
            ofEmployer(employer).add(new Element(order.sekvensnummer(), order.trekkid(), order.json()));
            keepVersion(order);
        }
    }

    /** An element, whatever it says, at a place in the feed. */
    synchronized void publishAt(long place, String json) {
        ofEmployer(FeedFixture.EMPLOYER).add(new Element(place, "", json));
    }

    /** A version that can be fetched by its number but is not shown in the feed. */
    void keepVersion(TestOrder order) {
        keepVersionAs(order.trekkid() + "/" + order.trekkversjon(), order);
    }

    synchronized void keepVersionAs(String version, TestOrder order) {
        versions.put(version, order.json());
    }

    /** The next request for changes not yet provided for gets this. */
    void answerNext(String... json) {
        nextAnswers.add(List.of(json));
    }

    /** However many are asked for. */
    void givesAtMost(int orders) {
        most = orders;
    }

    void beforeAnswer(Consumer<Request> action) {
        beforeAnswer = action;
    }

    void fail(FailureKind kind) {
        beforeAnswer(request -> {
            throw failure(kind, FailureDetails.NONE);
        });
    }

    void recover() {
        beforeAnswer(request -> {});
    }

    static TrekkpaaleggApiException failure(FailureKind kind, FailureDetails details) {
        return new TrekkpaaleggApiException(kind, "the call failed", details, null);
    }

    List<Request> requests() {
        return requests;
    }

    /** Where the requests for changes started. */
    List<Long> requestedAfter() {
        return requests.stream()
                .filter(request -> request.limit() > 0)
                .map(Request::after)
                .toList();
    }

    List<String> versionRequests() {
        return versionRequests;
    }

    synchronized int readAllCalls() {
        return readAllCalls;
    }

    @Override
    public List<ReceivedOrder> readChanges(Employer employer, long afterSekvensnummer, int limit) {
        ask(new Request(employer.orgNumber(), afterSekvensnummer, limit));
        synchronized (this) {
            List<String> answer = nextAnswers.poll();
            return answer != null
                    ? answer.stream().map(parser::parse).toList()
                    : ofEmployer(employer).stream()
                            .filter(element -> element.place() > afterSekvensnummer)
                            .sorted(Comparator.comparingLong(Element::place))
                            .limit(Math.min(limit, most))
                            .map(element -> parser.parse(element.json()))
                            .toList();
        }
    }

    @Override
    public void readAll(Employer employer, Consumer<ReceivedOrder> consumer) {
        List<Element> all;
        synchronized (this) {
            readAllCalls++;
            all = List.copyOf(ofEmployer(employer));
        }
        ask(new Request(employer.orgNumber(), 0, 0));
        all.forEach(element -> consumer.accept(parser.parse(element.json())));
    }

    @Override
    public Optional<ReceivedOrder> readVersion(Employer employer, String trekkid, int trekkversjon) {
        String version = trekkid + "/" + trekkversjon;
        versionRequests.add(version);
        beforeAnswer.accept(new Request(employer.orgNumber(), -1, 1));
        synchronized (this) {
            return Optional.ofNullable(versions.get(version)).map(parser::parse);
        }
    }

    private void ask(Request request) {
        requests.add(request);
        beforeAnswer.accept(request);
    }

    private List<Element> ofEmployer(Employer employer) {
        return elements.computeIfAbsent(employer.orgNumber(), any -> new ArrayList<>());
    }
}
