package io.esteira.inbox;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InboxConfiguration {

    /** Takes a lease that has ended, or that ends later than leases do: it was taken by a clock that ran ahead. */
    private static final String TAKE = """
            update %sLOCK set CLIENT_ID = ?, EXPIRED_AFTER = ?
             where REGION = ? and LOCK_KEY = ?
               and (CLIENT_ID = ? or EXPIRED_AFTER not between ? and (clock_timestamp() at time zone 'UTC') + interval '5 minutes')
            """;

    @Bean
    DefaultLockRepository routeLeases(DataSource dataSource) {
        DefaultLockRepository repository = new DefaultLockRepository(dataSource);
        repository.setPrefix("hub.INT_");
        repository.setUpdateQuery(TAKE);
        return repository;
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
