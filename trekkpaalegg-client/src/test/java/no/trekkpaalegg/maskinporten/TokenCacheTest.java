package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a token is used, when the next is fetched, and when it is dropped. */
class TokenCacheTest extends TokenCacheFixture {
    @Test
    void whenTokenLives_thenItIsUsedAgain() {
        assertThat(tokenNow()).isEqualTo("token-1");
        clock.add(Duration.ofSeconds(89));

        assertThat(tokenNow()).isEqualTo("token-1");
        assertThat(requests).hasValue(1);
    }

    @Test
    void whenThreeQuartersOfLifeAreOver_thenTheNextIsFetched() {
        tokenNow();
        clock.add(Duration.ofSeconds(90));

        assertThat(tokenNow()).isEqualTo("token-2");
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTokenIsRefreshed_thenTheOthersGoOnWithTheOldOne() throws Exception {
        tokenNow();
        clock.add(Duration.ofSeconds(100));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        maskinporten.set(() -> {
            asked.countDown();
            answer.await();
            return token(120);
        });
        Future<String> refresher = threads.submit(this::tokenNow);
        asked.await();

        for (int i = 0; i < 10; i++) {
            assertThat(tokenNow()).isEqualTo("token-1");
        }
        answer.countDown();

        assertThat(refresher.get()).isEqualTo("token-2");
        assertThat(requests).hasValue(2);
    }

    @Test
    void whenRefreshFails_thenTheOldTokenIsUsedWhileItLives() {
        tokenNow();
        clock.add(Duration.ofSeconds(95));
        maskinporten.set(() -> {
            throw trouble;
        });

        try (LogCapture log = new LogCapture()) {
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(requests)
                    .as("half of the 20 s left must pass before the next attempt")
                    .hasValue(2);
            clock.add(Duration.ofSeconds(10));
            assertThat(tokenNow()).isEqualTo("token-1");
            assertThat(requests).hasValue(3);

            assertThat(log.warnings()).hasSize(2).allMatch(text -> text.contains("trouble"));
            assertThat(log.text()).doesNotContain("token-1");
        }
        clock.add(Duration.ofSeconds(10));
        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @Test
    void whenOldTokenIsRefusedDuringFailingRefresh_thenItIsNotHandedOut() throws Exception {
        AccessToken old = cache.tokenFor(EMPLOYER);
        clock.add(Duration.ofSeconds(95));
        maskinporten.set(() -> {
            cache.refused(EMPLOYER, old);
            throw trouble;
        });

        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @Test
    void whenTokenIsAboutToEnd_thenItIsNotHandedOut() {
        tokenNow();
        clock.add(Duration.ofSeconds(115));
        maskinporten.set(() -> {
            throw trouble;
        });

        assertThatThrownBy(this::tokenNow).isSameAs(trouble);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10})
    void whenLifeIsShort_thenTheTokenIsUsedAgainWithinIt(int seconds) {
        maskinporten.set(() -> token(seconds));
        tokenNow();
        clock.add(Duration.ofMillis(seconds * 700L));
        assertThat(tokenNow()).isEqualTo("token-1");

        clock.add(Duration.ofMillis(seconds * 110L));
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTokenIsDeadOnArrival_thenItIsHandedOutOnceAndNothingLoops() {
        maskinporten.set(() -> {
            AccessToken token = token(5);
            clock.add(Duration.ofSeconds(6));
            return token;
        });

        assertThat(tokenNow()).isEqualTo("token-1");
        assertThat(tokenNow()).isEqualTo("token-2");
    }

    @Test
    void whenTokenIsRefused_thenOnlyThatTokenIsDropped() {
        AccessToken first = cache.tokenFor(EMPLOYER);
        cache.refused(EMPLOYER, first);
        AccessToken second = cache.tokenFor(EMPLOYER);
        cache.refused(EMPLOYER, first);
        cache.refused(Employer.systemUser("313367002"), second);

        assertThat(second).isNotEqualTo(first);
        assertThat(cache.tokenFor(EMPLOYER)).isSameAs(second);
        assertThat(requests).hasValue(2);
    }

    @Test
    void whenAnythingOfTheIdentityDiffers_thenTheTokenDoes() {
        List<Employer> employers = List.of(
                EMPLOYER,
                Employer.own("313367010"),
                Employer.systemUser("313367002"),
                Employer.systemUser("313367010"),
                new Employer("313367002", Access.SYSTEM_USER, "a"),
                new Employer("313367002", Access.SYSTEM_USER, "b"),
                Employer.delegation("313367002"),
                Employer.delegation("313367010"));

        List<String> first =
                employers.stream().map(e -> cache.tokenFor(e).value()).toList();
        List<String> second =
                employers.stream().map(e -> cache.tokenFor(e).value()).toList();

        assertThat(first).doesNotHaveDuplicates().isEqualTo(second);
        assertThat(requests).hasValue(employers.size());
    }

    @Test
    void whenEmployersAreNoLongerAskedFor_thenTheirTokensAreForgotten() {
        cache.tokenFor(Employer.own("313367010"));
        cache.tokenFor(Employer.own("313367029"));
        assertThat(cache.size()).isEqualTo(2);
        clock.add(Duration.ofSeconds(121));

        tokenNow();

        assertThat(cache.size()).isEqualTo(1);
    }
}
