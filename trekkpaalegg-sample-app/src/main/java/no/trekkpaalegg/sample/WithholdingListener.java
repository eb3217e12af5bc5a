package no.trekkpaalegg.sample;

import java.time.LocalDate;
import java.time.ZoneId;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstoerrelse;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Receives withholding orders, stores what payroll has to withhold, and prints what to withhold at the next wage payment. The
 * writes commit together with the delivery. If the transaction is rolled back, the order is delivered again.
 */
@Component
class WithholdingListener {
    private static final Logger log = LoggerFactory.getLogger(WithholdingListener.class);
    private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
    private static final int PAY_DAY = 12;

    private final Withholdings withholdings;

    WithholdingListener(Withholdings withholdings) {
        this.withholdings = withholdings;
    }

    @EventListener
    void on(NyttTrekkpaalegg event) {
        withholdings.begin(event);
        print("New order", event.trekkpaalegg());
    }

    @EventListener
    void on(EndretTrekkpaalegg event) {
        withholdings.begin(event);
        print("Changed order", event.trekkpaalegg());
    }

    @EventListener
    void on(AvsluttetTrekkpaalegg event) {
        withholdings.end(event);
        log.info("Ended order {}: stop withholding", event.trekkpaalegg().trekkid());
    }

    private static void print(String what, Trekkpaalegg order) {
        LocalDate payDay = nextPayDay();
        log.info(
                "{} {}, version {}: on {} withhold {}",
                what,
                order.trekkid(),
                order.trekkversjon(),
                payDay,
                order.trekkstoerrelseFor(payDay)
                        .map(WithholdingListener::inWords)
                        .orElse("nothing"));
    }

    private static LocalDate nextPayDay() {
        LocalDate today = LocalDate.now(NORWAY);
        LocalDate payDay = today.withDayOfMonth(PAY_DAY);
        return payDay.isAfter(today) ? payDay : payDay.plusMonths(1);
    }

    private static String inWords(Trekkstoerrelse size) {
        if (size instanceof Trekkprosent percent) {
            return percent.trekkprosent() + " % of gross pay";
        }
        return "NOK " + ((Trekkbeloep) size).trekkbeloep() + " in the calendar month";
    }
}
