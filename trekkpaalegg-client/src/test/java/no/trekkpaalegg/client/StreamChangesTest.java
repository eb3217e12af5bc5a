package no.trekkpaalegg.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static no.trekkpaalegg.client.ClientFixture.EMPLOYER;
import static no.trekkpaalegg.client.ClientFixture.PATH;
import static no.trekkpaalegg.client.ClientFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The walk over all changes: page after page, each asked for when the walk gets there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamChangesTest {
    @RegisterExtension
    static final WireMockExtension API = ClientFixture.wireMock();

    private final FixtureClient client = ClientFixture.client(API.baseUrl());

    @Test
    void whenPagesAreFull_thenTheNextIsAskedFromTheHighestNumber_untilOneBringsNothing() {
        page(5, 8, 6);
        page(8, 11, 9);
        page(11, 12);
        page(12);

        assertThat(client.streamChanges(EMPLOYER, 5, 2).map(Trekkpaalegg::sekvensnummer))
                .containsExactly(6L, 8L, 9L, 11L, 12L);
        API.verify(4, getRequestedFor(anyUrl()));
    }

    @Test
    void whenTheLastPageIsFull_thenAnEmptyOneEndsTheWalk() {
        page(0, 1, 2);
        page(2);

        assertThat(client.streamChanges(EMPLOYER, 0, 2)).hasSize(2);
        API.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void whenTheStreamIsNotConsumed_thenNothingIsAsked() {
        Iterator<Trekkpaalegg> walk = client.streamChanges(EMPLOYER, 0, 2).iterator();

        API.verify(0, getRequestedFor(anyUrl()));
        page(0);
        assertThat(walk.hasNext()).isFalse();
        API.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whenOnlyTheFirstPageIsNeeded_thenTheSecondIsNotAsked() {
        page(0, 1, 2);

        assertThat(client.streamChanges(EMPLOYER, 0, 2).limit(2)).hasSize(2);
        API.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whenAFullPageBringsNoProgress_thenTheWalkEndsAsUnreadable() {
        page(7, 3, 7);

        TrekkpaaleggApiException failure =
                failureOf(() -> client.streamChanges(EMPLOYER, 7, 2).toList());

        assertThat(failure.kind()).isEqualTo(FailureKind.UNREADABLE);
        assertThat(failure).hasMessageContaining("no sequence number above 7");
        API.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void whenAPageFails_thenTheWalkFailsAndDoesNotEnd() {
        page(0, 1, 2);
        API.stubFor(get(urlEqualTo(url(2))).willReturn(aResponse().withStatus(403)));
        Iterator<Trekkpaalegg> walk = client.streamChanges(EMPLOYER, 0, 2).iterator();
        walk.next();
        walk.next();

        assertThat(failureOf(walk::hasNext).httpStatus()).contains(403);
        page(2, 3);
        page(3);
        assertThat(walk.next().sekvensnummer()).isEqualTo(3);
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(walk::next);
    }

    private static void page(long after, long... sequenceNumbers) {
        String[] orders =
                Arrays.stream(sequenceNumbers).mapToObj(OrderJson::order).toArray(String[]::new);
        API.stubFor(get(urlEqualTo(url(after))).willReturn(okJson(OrderJson.array(orders))));
    }

    private static String url(long after) {
        return PATH + "?fraSekvensnummer=" + after + "&maksAntall=2";
    }
}
