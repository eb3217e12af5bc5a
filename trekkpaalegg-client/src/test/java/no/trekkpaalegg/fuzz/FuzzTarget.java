package no.trekkpaalegg.fuzz;

import java.util.List;

/**
 * A place where text from outside is read.
 *
 * @param name what it is called in results
 * @param corpus texts that others are made from
 * @param check hands a text over and throws if the outcome is not a documented one
 */
public record FuzzTarget(String name, List<String> corpus, Check check) {

    /** What is done with a text. */
    public interface Check {
        void check(FuzzInput input) throws Exception;
    }
}
