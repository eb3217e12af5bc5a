package no.trekkpaalegg.boot.crash;

import java.time.Duration;
import no.trekkpaalegg.test.Fault;

/** What can go wrong in a fleet. It begins, and what {@link #begin} returns ends it. */
enum Trouble {
    NODE_KILLED {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            node.process().kill();
            return node::start;
        }
    },
    NODE_FROZEN {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            node.process().freeze();
            return () -> node.process().thaw();
        }
    },
    DATABASE_RESTARTED {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.postgres().stop();
            return fleet.postgres()::startAgain;
        }
    },
    CONNECTIONS_CUT {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            node.database().cut();
            return node.database()::restore;
        }
    },
    CONNECTIONS_SILENT {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            node.database().silence();
            return node.database()::restore;
        }
    },
    CLOCK_AHEAD {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            return moveClock(node, Duration.ofDays(1));
        }
    },
    CLOCK_BEHIND {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            return moveClock(node, Duration.ofMinutes(-5));
        }
    },
    KEY_REVOKED {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            node.revokeKey();
            fleet.simulator().revokeTokens();
            return node::useNewKey;
        }
    },
    OTHER_SIDE_SLOW {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.simulator().injectApiFault(Fault.delay(Duration.ofSeconds(1)), LASTING);
            return fleet.simulator()::clearFaults;
        }
    },
    OTHER_SIDE_DOWN {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.simulator().injectApiFault(Fault.connectionReset(), LASTING);
            fleet.simulator().injectMaskinportenFault(Fault.serviceUnavailable(), LASTING);
            return fleet.simulator()::clearFaults;
        }
    },
    EMPLOYER_REFUSED {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.simulator().denyAccess(employer);
            return () -> fleet.simulator().restoreAccess(employer);
        }
    },
    LISTENER_HANGS {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.tellAll("hang " + employer);
            return () -> fleet.tellAll("well " + employer);
        }
    },
    LISTENER_THROWS {
        @Override
        Runnable begin(Fleet fleet, FleetNode node, String employer) {
            fleet.tellAll("throw " + employer);
            return () -> fleet.tellAll("well " + employer);
        }
    };

    private static final int LASTING = 1_000_000;

    /**
     * Lets it begin.
     *
     * @param node to which it happens, if it happens to one
     * @param employer to whom it happens, if it happens to one
     * @return ends it
     */
    abstract Runnable begin(Fleet fleet, FleetNode node, String employer);

    private static Runnable moveClock(FleetNode node, Duration by) {
        node.process().tell("clock " + by);
        return () -> node.process().tell("clock PT0S");
    }
}
