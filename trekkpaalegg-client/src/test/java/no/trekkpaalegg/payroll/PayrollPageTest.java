package no.trekkpaalegg.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in docs/payroll.md were worked out by hand from the authority's examples; the calculator says the same. */
class PayrollPageTest {
    private static final Path PAGE = Path.of("..", "docs", "payroll.md");

    private final WithholdingCalculator calculator = new WithholdingCalculator(Rounding.toKroner(RoundingMode.DOWN));

    /** A row: order and version, day of payment, gross pay, later this month, earlier in the month; and what comes of it. */
    record Row(List<String> cells) {
        @Override
        public String toString() {
            return String.join(" | ", cells);
        }
    }

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d+/\\d .*"))
                .map(line -> new Row(
                        Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                                .map(String::strip)
                                .toList()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whenARowWasWorkedOutByHand_thenTheCalculatorSaysTheSame(Row row) {
        List<String> cells = row.cells();
        WagePayment payment =
                new WagePayment(LocalDate.parse(cells.get(1)), number(cells.get(2)), number(cells.get(3)));

        Withholding withholding = calculator.calculate(
                payment, new OrderToWithhold(PublishedOrders.get(cells.get(0)), earlier(cells.get(4))));

        assertThat(withholding.amount()).isEqualByComparingTo(number(cells.get(5)));
        assertThat(withholding.later()).isEqualByComparingTo(number(cells.get(6)));
        assertThat(withholding.missing()).isEqualByComparingTo(number(cells.get(7)));
        assertThat(withholding.basis().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .isEqualTo(cells.get(8));
        assertThat(Optional.ofNullable(withholding.monthlyAmountRule()).orElse(""))
                .isEqualTo(cells.get(9));
    }

    @Test
    void whenThePageIsRead_thenEachExampleHasARow() throws IOException {
        assertThat(rows().map(row -> row.cells().get(0).split("/", 2)[0]).distinct())
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    private static List<EarlierWithholding> earlier(String cell) {
        if (cell.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(cell.split(": ", 2));
        return List.of(new EarlierWithholding(LocalDate.parse(parts.get(0)), number(parts.get(1))));
    }

    private static BigDecimal number(String cell) {
        return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell.replace(" ", ""));
    }
}
