package no.trekkpaalegg.payroll;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import no.bekk.bekkopen.date.NorwegianDateUtil;

/** Working days by the Norwegian calendar: not Saturdays, Sundays and public holidays. */
final class WorkingDays {
    private WorkingDays() {}

    /** Synchronized, because the library keeps the holidays of each year in a map that is not safe for use by many threads. */
    static synchronized LocalDate firstAfter(LocalDate date) {
        ZoneId zone = ZoneId.systemDefault();
        Date noon = Date.from(date.atTime(LocalTime.NOON).atZone(zone).toInstant());
        return NorwegianDateUtil.addWorkingDaysToDate(noon, 1)
                .toInstant()
                .atZone(zone)
                .toLocalDate();
    }
}
