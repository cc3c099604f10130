package io.esteira.platform;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.task.SimpleAsyncTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Companies companies(JdbcClient jdbc, CompanyProperties properties) {
        return new ConfiguredCompanies(jdbc, properties);
    }

    @Bean
    TokenCallers callers(Companies companies, SecurityProperties properties, Clock clock) {
        return new TokenCallers(companies, properties, clock);
    }

    @Bean
    Audit audit(JdbcClient jdbc, JsonMapper json, Tracer tracer) {
        return new JdbcAudit(jdbc, json, tracer);
    }

    @Bean
    ChangeSignals changeSignals(ObjectProvider<ChangeSignal> signals) {
        return new ChangeSignals(signals);
    }

    @Bean
    Alerts alerts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcAlerts(jdbc, transactions);
    }

    @Bean
    SimpleAsyncTaskSchedulerCustomizer scheduledFailures() {
        ScheduledFailures failures = new ScheduledFailures();
        return scheduler -> scheduler.setErrorHandler(failures);
    }
}
