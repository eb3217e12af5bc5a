package no.trekkpaalegg.boot.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first part of the table names.
 *
 * @param value can include a schema ({@code payroll.trekk_}) or be empty
 */
record TablePrefix(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}_$#.]*");
    private static final Pattern SHIPPED_NAME =
            Pattern.compile(JdbcFeedStore.DEFAULT_TABLE_PREFIX + "(feed|inbox|tasks|schema)(_\\w+)?");

    TablePrefix {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("A table prefix can have letters, digits, _, $, # and .: not " + value);
        }
    }

    String table(String name) {
        return value + name;
    }

    /** A shipped script with other names. The names of indexes get no schema: an index is in the schema of its table. */
    String rename(String script) {
        String withoutSchema = value.substring(value.lastIndexOf('.') + 1);
        return SHIPPED_NAME
                .matcher(script)
                .replaceAll(name -> Matcher.quoteReplacement(
                        name.group(2) == null ? value + name.group(1) : withoutSchema + name.group(1) + name.group(2)));
    }
}
