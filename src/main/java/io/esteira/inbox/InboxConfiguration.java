package io.esteira.inbox;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Bean
    DefaultLockRepository routeLeases(DataSource dataSource) {
        DefaultLockRepository repository = new DefaultLockRepository(dataSource);
        repository.setPrefix("hub.INT_");
        return repository;
    }

    @Bean
    JdbcLockRegistry routeLocks(LockRepository routeLeases) {
        return new JdbcLockRegistry(routeLeases, LEASE);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
