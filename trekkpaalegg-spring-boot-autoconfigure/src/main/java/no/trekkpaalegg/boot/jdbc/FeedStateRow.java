package no.trekkpaalegg.boot.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.trekkpaalegg.inbox.FeedPosition;
import no.trekkpaalegg.inbox.FeedPosition.Mark;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedState.DeliveryHold;
import no.trekkpaalegg.inbox.FeedState.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * Feed states as rows of the feed table, in the column order of {@link StoreSql}. Lists are written as words with a space between
 * them; a mark is {@code time=cursor}.
 */
final class FeedStateRow {
    private FeedStateRow() {}

    static FeedState read(ResultSet row, int number) throws SQLException {
        return new FeedState(
                row.getString(1),
                new FeedPosition(row.getLong(2), marks(row.getString(3)), row.getObject(4, Long.class)),
                row.getBoolean(5),
                row.getInt(6),
                StoredTime.read(row, 7),
                StoredTime.read(row, 8),
                StoredTime.read(row, 9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                new Reconciliation(
                        StoredTime.read(row, 13),
                        StoredTime.read(row, 14),
                        StoredTime.read(row, 15),
                        row.getString(16)),
                new DeliveryHold(row.getInt(17), StoredTime.read(row, 18)),
                words(row.getString(19)).toList());
    }

    static void bind(PreparedStatement update, FeedState state) throws SQLException {
        update.setLong(1, state.cursor());
        update.setString(
                2,
                text(state.position().marks().stream()
                        .map(mark -> mark.at().truncatedTo(ChronoUnit.MICROS) + "=" + mark.cursor())));
        update.setObject(3, state.position().resumeAfter(), Types.BIGINT);
        update.setBoolean(4, state.paused());
        update.setInt(5, state.failures());
        StoredTime.bind(update, 6, state.nextPollAt());
        StoredTime.bind(update, 7, state.lastPassAt());
        StoredTime.bind(update, 8, state.lastSuccessAt());
        update.setString(9, StoredText.storable(state.lastOutcome()));
        update.setString(10, StoredText.storable(state.lastProblem()));
        update.setString(11, StoredText.storable(state.lastKorrelasjonsid()));
        Reconciliation reconciliation = state.reconciliation();
        StoredTime.bind(update, 12, reconciliation.nextAt());
        StoredTime.bind(update, 13, reconciliation.lastSuccessAt());
        StoredTime.bind(update, 14, reconciliation.lastFailureAt());
        update.setString(15, StoredText.storable(reconciliation.problem()));
        update.setInt(16, state.hold().runs());
        StoredTime.bind(update, 17, state.hold().until());
        update.setString(18, text(state.deliveredUnder().stream()));
        update.setString(19, state.employer());
    }

    private static List<Mark> marks(@Nullable String text) {
        return words(text)
                .map(word -> word.split("=", 2))
                .map(mark -> new Mark(Instant.parse(mark[0]), Long.parseLong(mark[1])))
                .toList();
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null || text.isEmpty() ? Stream.empty() : Stream.of(text.split(" "));
    }

    /** An empty list is {@code null}, because Oracle stores it so anyway. */
    private static @Nullable String text(Stream<String> words) {
        String text = words.collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }
}
