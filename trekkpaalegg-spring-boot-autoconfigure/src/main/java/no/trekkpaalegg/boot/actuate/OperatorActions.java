package no.trekkpaalegg.boot.actuate;

import static no.trekkpaalegg.boot.actuate.TrekkpaaleggEndpoint.refused;

import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.feed.FeedOperations.Rewound;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.inbox.InboxKey;
import org.jspecify.annotations.Nullable;

/** Carries out what an operator asks for, and tells what came of it. */
final class OperatorActions {
    private final TrekkpaaleggPoller poller;

    OperatorActions(TrekkpaaleggPoller poller) {
        this.poller = poller;
    }

    ActionReport poll(String employer) {
        return passed(employer, OperatorAction.POLL, poller.poll(employer));
    }

    ActionReport reconcile(String employer) {
        return passed(employer, OperatorAction.RECONCILE, poller.reconcile(employer));
    }

    ActionReport pause(String employer) {
        poller.pause(employer);
        return new ActionReport(employer, OperatorAction.PAUSE, true, "the employer is paused on all nodes");
    }

    ActionReport resume(String employer) {
        poller.resume(employer);
        return new ActionReport(employer, OperatorAction.RESUME, true, "the employer is polled as soon as possible");
    }

    ActionReport rewind(String employer, @Nullable Long sekvensnummer, boolean redeliver) {
        if (sekvensnummer == null || sekvensnummer < 0) {
            throw refused("rewind needs a sekvensnummer, 0 or more");
        }
        Rewound rewound = poller.rewind(employer, sekvensnummer, redeliver);
        boolean done = rewound.moved() || rewound.forgotten() > 0;
        String result = done
                ? "the feed is read again after " + sekvensnummer + "; " + rewound.forgotten()
                        + " delivered order version(s) are forgotten"
                : "nothing was done: the cursor moves back only";
        return new ActionReport(employer, OperatorAction.REWIND, done, result);
    }

    ActionReport retry(
            String employer, @Nullable String trekkid, @Nullable Integer trekkversjon, @Nullable String trekkstatus) {
        boolean done = poller.retry(key(employer, trekkid, trekkversjon, trekkstatus));
        String result = done
                ? "the order version is delivered as soon as possible"
                : "nothing was done: there is no such order version, it is not failed, parked or rejected, or it still cannot"
                        + " be understood";
        return new ActionReport(employer, OperatorAction.RETRY, done, result);
    }

    ActionReport discard(
            String employer,
            @Nullable String trekkid,
            @Nullable Integer trekkversjon,
            @Nullable String trekkstatus,
            @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw refused("discard needs a reason");
        }
        boolean done = poller.discard(key(employer, trekkid, trekkversjon, trekkstatus), reason);
        String result = done
                ? "the order version is not delivered"
                : "nothing was done: there is no such order version, or it does not wait for delivery";
        return new ActionReport(employer, OperatorAction.DISCARD, done, result);
    }

    private static ActionReport passed(String employer, OperatorAction action, PassResult result) {
        return new ActionReport(employer, action, result instanceof Succeeded, inWords(result));
    }

    private static String inWords(PassResult result) {
        String outcome = result.getClass().getSimpleName();
        if (result instanceof Succeeded succeeded) {
            return outcome + ": " + succeeded.read().inWords()
                    + result.delivery().inWords();
        }
        return result instanceof Failed failed ? outcome + ": " + failed.problem() : outcome;
    }

    private static InboxKey key(
            String employer, @Nullable String trekkid, @Nullable Integer trekkversjon, @Nullable String trekkstatus) {
        if (trekkid == null || trekkversjon == null) {
            throw refused("trekkid and trekkversjon are needed to say which order version is meant");
        }
        return new InboxKey(employer, trekkid, trekkversjon, trekkstatus == null ? "" : trekkstatus);
    }
}
