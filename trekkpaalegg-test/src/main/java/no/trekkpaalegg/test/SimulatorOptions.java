package no.trekkpaalegg.test;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link TrekkpaaleggSimulator} is set up. Start from {@link #defaults()} and change what the test needs.
 *
 * @param clock time of both servers; hand the same one to the code under test
 * @param tokenLifetime {@code expires_in} of tokens, whole seconds, 1 or more
 * @param shuffled whether arrays come in another order than that of the sequence numbers; the contract promises none
 * @param shuffleSeed the same seed gives the same orders for the same requests
 * @param port 0 for any free one
 * @param ownOrganisation organisation number of the owner of the Maskinporten client
 * @param firstSekvensnummer sequence number of the first order, 1 or more
 */
public record SimulatorOptions(
        Clock clock,
        Duration tokenLifetime,
        boolean shuffled,
        long shuffleSeed,
        int port,
        String ownOrganisation,
        long firstSekvensnummer) {

    /** @throws IllegalArgumentException if a number is out of range */
    public SimulatorOptions {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(tokenLifetime, "tokenLifetime");
        Objects.requireNonNull(ownOrganisation, "ownOrganisation");
        if (tokenLifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("tokenLifetime must be a second or more");
        }
        if (firstSekvensnummer < 1) {
            throw new IllegalArgumentException("firstSekvensnummer must be 1 or more");
        }
    }

    /** System clock, tokens of two minutes, shuffled arrays, any free port, own organisation 313367002, orders from 1. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(Clock.systemUTC(), Duration.ofMinutes(2), true, 42, 0, "313367002", 1);
    }

    public SimulatorOptions withClock(Clock otherClock) {
        return new SimulatorOptions(
                otherClock, tokenLifetime, shuffled, shuffleSeed, port, ownOrganisation, firstSekvensnummer);
    }

    public SimulatorOptions withTokenLifetime(Duration lifetime) {
        return new SimulatorOptions(clock, lifetime, shuffled, shuffleSeed, port, ownOrganisation, firstSekvensnummer);
    }

    /** Arrays in an order that only the seed decides. */
    public SimulatorOptions withShuffleSeed(long seed) {
        return new SimulatorOptions(clock, tokenLifetime, true, seed, port, ownOrganisation, firstSekvensnummer);
    }

    /** Arrays in the order of the sequence numbers. */
    public SimulatorOptions withoutShuffle() {
        return new SimulatorOptions(
                clock, tokenLifetime, false, shuffleSeed, port, ownOrganisation, firstSekvensnummer);
    }

    public SimulatorOptions withPort(int otherPort) {
        return new SimulatorOptions(
                clock, tokenLifetime, shuffled, shuffleSeed, otherPort, ownOrganisation, firstSekvensnummer);
    }

    public SimulatorOptions withOwnOrganisation(String organisationNumber) {
        return new SimulatorOptions(
                clock, tokenLifetime, shuffled, shuffleSeed, port, organisationNumber, firstSekvensnummer);
    }

    /** The first order gets this sequence number: for a host whose database has seen lower ones, or for large numbers. */
    public SimulatorOptions withFirstSekvensnummer(long sekvensnummer) {
        return new SimulatorOptions(clock, tokenLifetime, shuffled, shuffleSeed, port, ownOrganisation, sekvensnummer);
    }
}
