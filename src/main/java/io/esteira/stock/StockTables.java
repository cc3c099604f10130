package io.esteira.stock;

import io.esteira.adapter.canonical.StockBalanceChange;
import io.esteira.canonical.CanonicalTable;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.TableMerger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How balances become rows. */
@Configuration(proxyBeanMethods = false)
class StockTables {

    private static final int BALANCES = 300;

    @Bean
    ChangeMerger stockBalances() {
        return new TableMerger<>(CanonicalTable.of("stock_balance", StockBalanceChange.class, BALANCES)
                .key(balance -> balance.ref().key())
                .reference("item_id", "item", "item", balance -> balance.item().key())
                .text("balance_key", balance -> balance.ref().key())
                .text("class", StockBalanceChange::stockClass)
                .value("quantity", "numeric", StockBalanceChange::quantity)
                .value("reserved", "numeric", StockBalanceChange::reserved)
                .unique("item_id", "balance_key"));
    }
}
