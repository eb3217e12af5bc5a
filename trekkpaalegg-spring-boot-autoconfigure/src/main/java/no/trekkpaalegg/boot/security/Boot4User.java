package no.trekkpaalegg.boot.security;

import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The default user as Spring Boot 4 makes it: name, password and roles of {@code spring.security.user}. Spring Boot 4 keeps its own
 * method to itself.
 */
final class Boot4User {
    /** The id of the encoding that Spring Security expects before a password. */
    private static final Pattern ENCODING = Pattern.compile("^\\{[^}]+}.*", Pattern.DOTALL);

    private Boot4User() {}

    /**
     * @param logger whose log tells the password, if it was made up at this start; Spring Boot's own, so that the host finds it where
     *     it expects it
     */
    static UserDetails of(
            SecurityProperties.User user, ObjectProvider<PasswordEncoder> passwordEncoder, String logger) {
        String password = user.getPassword();
        if (user.isPasswordGenerated()) {
            LoggerFactory.getLogger(logger)
                    .warn(
                            "\n\nUsing generated security password: {}\n\nIt is for development only. Set up users of your own"
                                    + " before the application goes into production.\n",
                            password);
        }
        boolean plain = passwordEncoder.getIfAvailable() == null
                && !ENCODING.matcher(password).matches();
        return User.withUsername(user.getName())
                .password(plain ? "{noop}" + password : password)
                .roles(user.getRoles().toArray(String[]::new))
                .build();
    }
}
