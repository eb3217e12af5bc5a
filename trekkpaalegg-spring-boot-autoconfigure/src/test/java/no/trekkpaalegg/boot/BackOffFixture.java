package no.trekkpaalegg.boot;

import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Hosts with nothing of their own. */
abstract class BackOffFixture {
    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    final ApplicationContextRunner plain = TestHost.runner(
            simulator,
            SslAutoConfiguration.class,
            TrekkpaaleggClientAutoConfiguration.class,
            TrekkpaaleggFeedAutoConfiguration.class);
    final ApplicationContextRunner host = plain.withPropertyValues("trekkpaalegg.poller.enabled=false");

    static int received(TrekkpaaleggPoller poller) {
        return ((CaughtUp) poller.poll(simulator.ownOrganisation())).read().received();
    }
}
