package no.trekkpaalegg.hosttests;

import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** What a host in a process of its own does with the library: polls, and says what it got. */
class PollOnce {

    @Bean
    ApplicationRunner poll(TrekkpaaleggPoller poller, Environment environment) {
        return arguments -> System.out.println("polled: "
                + poller.poll(environment.getRequiredProperty("trekkpaalegg.org-number"))
                        .getClass()
                        .getSimpleName());
    }

    @EventListener
    void on(TrekkpaaleggEvent event) {
        System.out.println("received: " + event.trekkpaalegg().trekkid());
    }
}
