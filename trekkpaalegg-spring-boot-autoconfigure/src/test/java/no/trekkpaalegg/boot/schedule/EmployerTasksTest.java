package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.trekkpaalegg.boot.TestDatabase;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.boot.jdbc.TestSchema;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class EmployerTasksTest {
    private static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> NUMBERS = TestEmployers.numbers(4);

    private final HikariDataSource dataSource = TestH2.freshDatabase();
    private final TestDatabase database = new TestDatabase(dataSource);
    private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
    private final List<Employer> employers = new CopyOnWriteArrayList<>();
    private final Node node = new Node();
    private final Node other = new Node();

    @BeforeEach
    void createTables() {
        TestSchema.BY_HAND.create(dataSource, "h2");
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Test
    void whenThereIsOneEmployer_thenItIsDueAtOnce() {
        add(NUMBERS.get(0));

        node.update();

        assertThat(database.dueAt(NUMBERS.get(0))).isEqualTo(NOW);
    }

    @Test
    void whenThereAreSeveralEmployers_thenTheyAreSpreadOverTheInterval() {
        NUMBERS.forEach(this::add);

        node.update();

        assertThat(NUMBERS.stream().map(database::dueAt))
                .containsExactly(
                        NOW,
                        NOW.plus(Duration.ofMinutes(15)),
                        NOW.plus(Duration.ofMinutes(30)),
                        NOW.plus(Duration.ofMinutes(45)));
    }

    @Test
    void whenAnotherNodeWasFirst_thenItsTimesStay() {
        NUMBERS.forEach(this::add);
        node.update();
        clock.add(Duration.ofMinutes(10));

        other.update();

        assertThat(database.dueAt(NUMBERS.get(3))).isEqualTo(NOW.plus(Duration.ofMinutes(45)));
        assertThat(database.tasks()).hasSize(4);
    }

    @Test
    void whenAnEmployerIsAdded_thenOnlyItIsScheduled() {
        add(NUMBERS.get(0));
        node.update();
        clock.add(Duration.ofMinutes(10));
        add(NUMBERS.get(1));

        node.update();

        assertThat(database.dueAt(NUMBERS.get(0))).isEqualTo(NOW);
        assertThat(database.dueAt(NUMBERS.get(1))).isEqualTo(clock.instant());
    }

    @Test
    void whenAnEmployerIsSeenToGo_thenItsTaskEndsOnceForAllNodes() {
        NUMBERS.forEach(this::add);
        node.update();
        other.update();
        employers.remove(0);

        node.update();
        other.update();

        assertThat(database.tasks()).containsExactlyInAnyOrderElementsOf(NUMBERS.subList(1, 4));
    }

    @Test
    void whenOnlyAnotherNodeKnowsAnEmployer_thenItsTaskIsLeftAlone() {
        add(NUMBERS.get(0));
        node.update();
        database.insertTask(NUMBERS.get(1), NOW);

        node.update();

        assertThat(database.tasks()).containsExactlyInAnyOrderElementsOf(NUMBERS.subList(0, 2));
    }

    @Test
    void whenATaskIsBeingRun_thenItIsNotEndedUnderWay() {
        add(NUMBERS.get(0));
        database.insertPickedTask(NUMBERS.get(0), Duration.ZERO);
        node.update();
        employers.clear();

        node.update();

        assertThat(database.tasks()).containsExactly(NUMBERS.get(0));
    }

    @Test
    void whenATaskIsBroughtForward_thenItIsDueNow() {
        NUMBERS.forEach(this::add);
        node.update();

        assertThat(node.tasks.bringForward(NUMBERS.get(3))).isTrue();

        assertThat(database.dueAt(NUMBERS.get(3))).isEqualTo(NOW);
    }

    @Test
    void whenATaskIsMissing_thenBringingItForwardCreatesIt() {
        add(NUMBERS.get(0));
        node.refresh();

        assertThat(node.tasks.bringForward(NUMBERS.get(0))).isTrue();

        assertThat(database.dueAt(NUMBERS.get(0))).isEqualTo(NOW);
    }

    @Test
    void whenATaskIsBeingRun_thenItCannotBeBroughtForwardYet() {
        add(NUMBERS.get(0));
        database.insertPickedTask(NUMBERS.get(0), Duration.ZERO);
        node.update();

        assertThat(node.tasks.bringForward(NUMBERS.get(0))).isFalse();
    }

    @Test
    void whenTheEmployerIsUnknown_thenThereIsNothingToBringForward() {
        node.update();

        assertThat(node.tasks.bringForward(NUMBERS.get(0))).isTrue();

        assertThat(database.tasks()).isEmpty();
    }

    @Test
    void whenTheDatabaseIsAway_thenNothingIsBroughtForwardYet() {
        add(NUMBERS.get(0));
        node.update();
        dataSource.close();

        assertThat(node.tasks.bringForward(NUMBERS.get(0))).isFalse();
    }

    private void add(String orgNumber) {
        employers.add(Employer.systemUser(orgNumber));
    }

    private final class Node {
        private final EmployerRegistry registry = new EmployerRegistry(() -> employers);
        private final EmployerTask task = new EmployerTask(null, registry, clock);
        private final EmployerTasks tasks = new EmployerTasks(
                Scheduler.create(dataSource, task.task())
                        .tableName("trekkpaalegg_tasks")
                        .serializer(new NoTaskData())
                        .clock(clock::instant)
                        .build(),
                task,
                registry,
                HOUR,
                clock);

        private void refresh() {
            registry.refresh();
            assertThat(registry.answered()).isTrue();
        }

        private void update() {
            refresh();
            tasks.update();
        }
    }
}
