package no.trekkpaalegg.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks eleven-digit numbers (person and account numbers) in a text, however their digits are kept apart:
 *
 * <ol>
 *   <li>Digits with no letter and at most four other characters between them are one chain. A character may be written as in an
 *       address (%20), in JSON (backslash, u00a0) or in HTML (#160 between ampersand and semicolon).
 *   <li>Masked are eleven digits without anything between them, eleven in the groups that people write, and all eleven of a chain
 *       that has no more.
 *   <li>Of what is left, masked are any eleven digits in a row that pass the check of a person number,
 *       with the digits right beside them.
 * </ol>
 *
 * <p>UUIDs are no chains. Takes time in proportion to the text.
 */
final class PersonNumbers {
    private static final int ELEVEN = 11;
    private static final int MOST_BETWEEN = 4;
    private static final int LONGEST_ENTITY = 10;

    /** A correlation id must stay whole, and one UUID in two hundred has eleven digits in a row. */
    private static final Pattern UUID = Pattern.compile(
            "(?<![\\p{L}\\p{N}\\p{M}_])\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(?![\\p{L}\\p{N}\\p{M}_])");

    /** Trace ids and digests: eleven digits in a row may be chance in them. */
    private static final Pattern HEXADECIMAL = Pattern.compile(
            "(?<![\\p{L}\\p{N}%])(?=\\d*+[A-Fa-f])(?:\\p{XDigit}{16}|\\p{XDigit}{32}|\\p{XDigit}{64})(?![\\p{L}\\p{N}])");

    /** Identity numbers 6+5 and 2.2.2+5, account numbers 4.2.5. */
    private static final List<List<Integer>> GROUPS = List.of(List.of(6, 5), List.of(2, 2, 2, 5), List.of(4, 2, 5));

    private final String text;
    private final Escapes escapes;
    private final BitSet uuids = new BitSet();
    private final BitSet hexadecimal = new BitSet();
    private final BitSet masked = new BitSet();

    private final List<Digit> chain = new ArrayList<>();
    /** What stands between the last digit and here. */
    private final StringBuilder between = new StringBuilder();

    private PersonNumbers(String text, Escapes escapes) {
        this.text = text;
        this.escapes = escapes;
        UUID.matcher(text).results().forEach(uuid -> uuids.set(uuid.start(), uuid.end()));
        HEXADECIMAL.matcher(text).results().forEach(word -> hexadecimal.set(word.start(), word.end()));
    }

    /** How a character is read that is written as an escape. */
    private enum Escapes {
        AS_MEANT,
        AS_BLANK,
        AS_WRITTEN
    }

    /**
     * @param zero the zero of its script
     * @param before what stands between it and the digit before it
     */
    private record Digit(int value, int zero, int start, int end, String before) {}

    /** A character as it is read: as written, or as what an escape means. */
    private record Unit(int character, int end) {}

    static String mask(String text) {
        // All ways, because in "like '%10..." the percent sign is no escape.
        String masked = text;
        for (Escapes escapes : Escapes.values()) {
            masked = new PersonNumbers(masked, escapes).mask();
        }
        return masked;
    }

    private String mask() {
        int at = 0;
        while (at < text.length()) {
            Unit unit = unit(at);
            int digit = Character.digit(unit.character(), 10);
            if (uuids.get(at) || isLetter(unit.character())) {
                endChain();
            } else if (digit >= 0) {
                add(digit, unit.character() - digit, at, unit.end());
            } else if (!chain.isEmpty()) {
                between.appendCodePoint(unit.character());
                if (between.codePointCount(0, between.length()) > MOST_BETWEEN) {
                    endChain();
                }
            }
            at = unit.end();
        }
        endChain();
        return masked.isEmpty() ? text : withMasks();
    }

    /** Digits of another script are another group. */
    private void add(int value, int zero, int start, int end) {
        if (between.isEmpty() && !chain.isEmpty() && chain.get(chain.size() - 1).zero() != zero) {
            between.append(' ');
        }
        chain.add(new Digit(value, zero, start, end, between.toString()));
        between.setLength(0);
    }

    private Unit unit(int at) {
        int character = text.codePointAt(at);
        int end = at + Character.charCount(character);
        Unit meant = escapes == Escapes.AS_WRITTEN ? new Unit(character, end) : meant(character, end);
        return escapes == Escapes.AS_BLANK && meant.end() > end ? new Unit(' ', meant.end()) : meant;
    }

    private Unit meant(int character, int end) {
        return switch (character) {
            case '%' -> percent(end);
            case '\\' -> backslash(end);
            case '&' -> entity(end);
            default -> new Unit(character, end);
        };
    }

    /** What is not ASCII takes several bytes; as a whole it is a space of some kind more often than a letter. */
    private Unit percent(int next) {
        int value = number(next, next + 2, 16);
        return value < 0 ? new Unit('%', next) : new Unit(value < 0x80 ? value : ' ', next + 2);
    }

    private Unit backslash(int next) {
        char letter = next < text.length() ? text.charAt(next) : ' ';
        int value = letter == 'u' ? number(next + 1, next + 5, 16) : -1;
        if (value >= 0) {
            return new Unit(value, next + 5);
        }
        return switch (letter) {
            case 'n', 'r', 't', 'b', 'f' -> new Unit(' ', next + 1);
            default -> new Unit('\\', next);
        };
    }

    private Unit entity(int next) {
        int end = next;
        while (end < text.length() && end - next < LONGEST_ENTITY && text.charAt(end) != ';') {
            end++;
        }
        if (end == text.length() || text.charAt(end) != ';') {
            return new Unit('&', next);
        }
        boolean decimal = text.charAt(next) == '#';
        boolean hex = decimal && (text.charAt(next + 1) | 0x20) == 'x';
        int value = hex ? number(next + 2, end, 16) : decimal ? number(next + 1, end, 10) : ' ';
        return value < 0 ? new Unit('&', next) : new Unit(value, end + 1);
    }

    /** The number written there, or -1 if there is none. */
    private int number(int from, int to, int radix) {
        if (from >= to || to > text.length() || to - from > 7) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value <= Character.MAX_CODE_POINT ? value : -1;
    }

    /** The fillers are letters that do not show. */
    private static boolean isLetter(int character) {
        return Character.isLetter(character) && character != 0x115F && character != 0x1160;
    }

    private void endChain() {
        if (chain.size() >= ELEVEN) {
            maskGroups();
            for (int first = 0; first + ELEVEN <= chain.size(); first++) {
                if (PersonNumberCheck.passes(values(first))) {
                    mask(first, first + ELEVEN);
                }
            }
        }
        chain.clear();
        between.setLength(0);
    }

    private int[] values(int first) {
        return chain.subList(first, first + ELEVEN).stream()
                .mapToInt(Digit::value)
                .toArray();
    }

    private void maskGroups() {
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < chain.size(); at++) {
            if (at == 0 || !chain.get(at).before().isEmpty()) {
                starts.add(at);
            }
        }
        starts.add(chain.size());
        for (int group = 0; group + 1 < starts.size(); group++) {
            int first = starts.get(group);
            int last = Collections.binarySearch(starts, first + ELEVEN);
            if (last > group && looksLikeANumber(first, sizes(starts, group, last))) {
                mask(first, first + ELEVEN);
            }
        }
    }

    private static List<Integer> sizes(List<Integer> starts, int from, int to) {
        List<Integer> sizes = new ArrayList<>();
        for (int group = from; group < to; group++) {
            sizes.add(starts.get(group + 1) - starts.get(group));
        }
        return sizes;
    }

    /** Eleven digits that begin and end with a group. */
    private boolean looksLikeANumber(int first, List<Integer> sizes) {
        if (sizes.size() == 1) {
            return !hexadecimal.get(chain.get(first).start());
        }
        List<String> separators = chain.subList(first + 1, first + ELEVEN).stream()
                .map(Digit::before)
                .filter(before -> !before.isEmpty())
                .toList();
        if (!separators.stream().allMatch(PersonNumbers::isPlain)) {
            return false;
        }
        return GROUPS.contains(sizes) || (chain.size() == ELEVEN && !isDecimalOrAddress(separators));
    }

    /** As in 12345678.901 and 192.168.10.123. */
    private static boolean isDecimalOrAddress(List<String> separators) {
        return (separators.size() == 1 || separators.size() == 3)
                && separators.stream().allMatch("."::equals);
    }

    /** What people and programs put between groups, other than what keeps one thing from another. */
    private static boolean isPlain(String separator) {
        return separator
                .codePoints()
                .allMatch(character -> character == ' '
                        || "-._/+".indexOf(character) >= 0
                        || Character.isISOControl(character)
                        || (character >= 0x80 && !isLetter(character)));
    }

    /** With the digits right beside them, of which a part could be taken for another number. */
    private void mask(int from, int to) {
        int first = from;
        while (first > 0 && chain.get(first).before().isEmpty()) {
            first--;
        }
        int last = to;
        while (last < chain.size() && chain.get(last).before().isEmpty()) {
            last++;
        }
        masked.set(chain.get(first).start(), chain.get(last - 1).end());
    }

    private String withMasks() {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int start = masked.nextSetBit(0); start >= 0; start = masked.nextSetBit(from)) {
            result.append(text, from, start).append(Redaction.MASK);
            from = masked.nextClearBit(start);
        }
        return result.append(text, from, text.length()).toString();
    }
}
