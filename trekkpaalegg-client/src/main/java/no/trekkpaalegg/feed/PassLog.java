package no.trekkpaalegg.feed;

import java.util.Locale;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.feed.PassResult.StoreFailed;
import no.trekkpaalegg.feed.PassResult.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per pass: at debug when nothing happened, info when something arrived, warn or error when something is wrong. */
final class PassLog {
    private static final Logger log = LoggerFactory.getLogger(PassLog.class);

    void write(String employer, PassResult result) {
        if (result instanceof Failed failed) {
            writeFailure(employer, failed);
            return;
        }
        String line = "{} of employer {}: {}{}";
        String what = result instanceof Reconciled ? "Reconciled the inbox" : "Polled the orders";
        String delivery = delivery(result.delivery());
        if (isQuiet(result)) {
            log.debug(line, what, employer, read(result), delivery);
        } else {
            log.info(line, what, employer, read(result), delivery);
        }
    }

    void writeDelivery(String employer, DeliverySummary summary) {
        if (summary.listening() && !summary.equals(DeliverySummary.NOTHING)) {
            log.info("Delivered what was due for employer {}{}", employer, delivery(summary));
        }
    }

    private static void writeFailure(String employer, Failed failed) {
        String line = "The pass over the orders of employer {} failed ({}): {}{}";
        Object[] arguments = {employer, failed.getClass().getSimpleName(), failed.problem(), delivery(failed.delivery())
        };
        if (failed instanceof Refused || failed instanceof Unreadable || failed instanceof StoreFailed) {
            log.error(line, arguments);
        } else {
            log.warn(line, arguments);
        }
    }

    private static boolean isQuiet(PassResult result) {
        ReadSummary read = readSummary(result);
        return read.stored() == 0 && read.rejected() == 0 && result.delivery().equals(DeliverySummary.NOTHING);
    }

    private static String read(PassResult result) {
        ReadSummary read = readSummary(result);
        return result instanceof CaughtUp || result instanceof Reconciled
                ? read.received() + " received, " + read.stored() + " new"
                        + (read.rejected() == 0 ? "" : ", " + read.rejected() + " rejected")
                        + (read.recovered() == 0 ? "" : ", " + read.recovered() + " recovered")
                : result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static ReadSummary readSummary(PassResult result) {
        if (result instanceof CaughtUp caughtUp) {
            return caughtUp.read();
        }
        return result instanceof Reconciled reconciled ? reconciled.read() : ReadSummary.NOTHING;
    }

    private static String delivery(DeliverySummary delivery) {
        if (!delivery.listening()) {
            return "; nothing is delivered because the application has no listener for TrekkpaaleggEvent";
        }
        StringBuilder text = new StringBuilder();
        append(text, delivery.delivered(), "delivered");
        append(text, delivery.failed(), "failed");
        append(text, delivery.parked(), "parked");
        append(text, delivery.superseded(), "superseded");
        append(text, delivery.rejected(), "rejected");
        return text.toString();
    }

    private static void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append("; ").append(count).append(' ').append(what);
        }
    }
}
