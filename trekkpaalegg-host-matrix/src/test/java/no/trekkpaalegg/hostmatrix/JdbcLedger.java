package no.trekkpaalegg.hostmatrix;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger in the host's database; an auto-configuration, so that it can see whether there is one. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration"
        })
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBean(JdbcTemplate.class)
class JdbcLedger {

    @Bean
    Ledger ledger(JdbcTemplate jdbc) {
        jdbc.execute("create table ledger (trekkid varchar(60) primary key)");
        return new Ledger() {
            @Override
            public void write(String trekkid) {
                jdbc.update("insert into ledger values (?)", trekkid);
            }

            @Override
            public String read() {
                return String.valueOf(jdbc.queryForList("select trekkid from ledger", String.class));
            }
        };
    }
}
