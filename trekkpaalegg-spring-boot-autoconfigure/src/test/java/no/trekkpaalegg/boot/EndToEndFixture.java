package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.SimulatorOptions;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.threeten.extra.MutableClock;

/** A host at a simulator whose clock the test moves. */
@ExtendWith(OutputCaptureExtension.class)
abstract class EndToEndFixture {
    static final String CUSTOMER = "313367010";
    static final String OTHER_CUSTOMER = "313367029";
    static final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);

    @FreshSimulator
    static TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start(clock);

    static final String own = SimulatorOptions.defaults().ownOrganisation();
    final RecordingListener listener = new RecordingListener();
    TestHost host;

    @AfterEach
    void stopHost() {
        if (host != null) {
            host.close();
        }
    }

    static TestHost.Setup setup() {
        return TestHost.at(simulator).bean("clock", new TrekkpaaleggClock(clock));
    }

    void start(TestHost.Setup setup) {
        host = setup.start();
    }

    CaughtUp caughtUp(String employer) {
        PassResult result = host.poll(employer);
        assertThat(result).isInstanceOf(CaughtUp.class);
        return (CaughtUp) result;
    }

    PassResult reconcile() {
        return host.bean(TrekkpaaleggPoller.class).reconcile(own);
    }
}
