package no.trekkpaalegg.maskinporten;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;

/** Reads the text of a key from a file. */
final class KeyFile {

    private KeyFile() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // Its message is only the name of the file.
            throw new UnusableKeyException(
                    Reason.UNREADABLE,
                    "the key cannot be read from " + file + " (" + e.getClass().getSimpleName()
                            + "); check that the file is there and may be read");
        }
    }
}
