package no.trekkpaalegg.feed;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.MoreToRead;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.feed.PassResult.Unavailable;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Korrelasjonsid;
import no.trekkpaalegg.observation.Runbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per pass: at debug when nothing happened, at info when something arrived, and at warn or error when something is wrong.
 * A failure has its kind, cause, cure and the section of the runbook.
 */
final class PassLog {
    private static final Logger log = LoggerFactory.getLogger(PassLog.class);

    /** The last warning about each employer's token, so that it is logged once and not in every pass. */
    private final Map<String, String> doubts = new ConcurrentHashMap<>();

    void write(Employer employer, PassResult result) {
        String orgNumber = employer.orgNumber();
        if (result instanceof Failed failed) {
            writeFailure(orgNumber, failed);
            return;
        }
        String line = "{} of employer {}: {}{}";
        String what = result instanceof Reconciled ? "Reconciled the inbox" : "Polled the orders";
        String delivery = result.delivery().inWords();
        if (isQuiet(result)) {
            log.debug(line, what, orgNumber, read(result), delivery);
        } else {
            log.info(line, what, orgNumber, read(result), delivery);
        }
        if (result instanceof Succeeded succeeded) {
            writeDoubt(employer, succeeded.read());
        }
    }

    void writeDelivery(String employer, DeliverySummary summary) {
        if (summary.listening() && !summary.equals(DeliverySummary.NOTHING)) {
            log.info("Delivered the due orders of employer {}{}", employer, summary.inWords());
        }
    }

    private void writeDoubt(Employer employer, ReadSummary read) {
        String doubt = TokenOwner.doubt(employer, read).orElse(null);
        if (doubt == null && !read.organisations().isEmpty()) {
            doubts.remove(employer.orgNumber());
        } else if (doubt != null && !doubt.equals(doubts.put(employer.orgNumber(), doubt))) {
            log.warn("{}", doubt);
        }
    }

    private static void writeFailure(String employer, Failed failed) {
        String line = "The pass over the orders of employer {} failed ({}): {}{}. See {}";
        String outcome = failed.getClass().getSimpleName();
        String korrelasjonsid = null;
        if (failed instanceof CallFailed call) {
            outcome = outcome + ", " + call.failure().kind();
            korrelasjonsid = call.failure().sentKorrelasjonsid().orElse(null);
        }
        Object[] arguments = {
            employer, outcome, withoutStop(failed.problem()), failed.delivery().inWords(), section(failed)
        };
        try (Korrelasjonsid inLog = Korrelasjonsid.inLog(korrelasjonsid)) {
            if (failed instanceof Unavailable) {
                log.warn(line, arguments);
            } else {
                log.error(line, arguments);
            }
        }
    }

    private static String withoutStop(String problem) {
        return problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
    }

    private static Runbook section(Failed failed) {
        if (!(failed instanceof CallFailed call)) {
            return Runbook.STORE_FAILED;
        }
        return switch (call.failure().kind()) {
            case TRANSIENT -> Runbook.UNAVAILABLE;
            case ACCESS -> Runbook.REFUSED_ACCESS;
            case CONFIGURATION -> Runbook.REFUSED_CONFIGURATION;
            case UNREADABLE -> Runbook.UNREADABLE;
        };
    }

    private static boolean isQuiet(PassResult result) {
        ReadSummary read = readSummary(result);
        return !(result instanceof MoreToRead)
                && read.stored() == 0
                && read.rejected() == 0
                && result.delivery().equals(DeliverySummary.NOTHING);
    }

    private static String read(PassResult result) {
        if (!(result instanceof Succeeded succeeded)) {
            return result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        String read = succeeded.read().inWords();
        return result instanceof MoreToRead ? read + "; there is more to read, in the next run" : read;
    }

    private static ReadSummary readSummary(PassResult result) {
        return result instanceof Succeeded succeeded ? succeeded.read() : ReadSummary.NOTHING;
    }
}
