package io.esteira.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.Factory;
import io.esteira.support.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a login is not granted it does not learn, by whatever means it has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BiRightsTest {

    private static final String NUMBERS = "select order_number from bi.fact_production_order order by 1";
    private static final String REFUSED = "42501";
    private static final String NOT_WRITABLE = "55000";

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private BiLogin one;
    private BiLogin two;
    private BiLogin none;

    BiRightsTest() {
        Factory factory = new Factory(database);
        factory.order(factory.company("ONE"), "csw", "1-SEEN", "10");
        factory.order(factory.company("TWO"), "csw", "2-HIDDEN", "20");
        one = BiLogin.of(database, "ONE");
        two = BiLogin.of(database, "TWO");
        none = BiLogin.of(database);
    }

    @BeforeAll
    void isMemberOfTheOther() {
        jdbc.sql("grant " + two.name + " to " + one.name).update();
    }

    @AfterAll
    void close() throws SQLException {
        one.close();
        two.close();
        none.close();
        database.close();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getSQLState)
                .isIn(REFUSED, NOT_WRITABLE);
    }

    @Test
    void aLoginSeesTheCompaniesThatItIsGranted() throws SQLException {
        assertThat(one.texts(NUMBERS)).containsExactly("1-SEEN");
        assertThat(two.texts(NUMBERS)).containsExactly("2-HIDDEN");
        assertThat(none.texts(NUMBERS)).isEmpty();
        try (BiLogin both = BiLogin.of(database, "ONE", "TWO")) {
            assertThat(both.texts(NUMBERS)).containsExactly("1-SEEN", "2-HIDDEN");
        }
    }

    @Test
    void whatIsTakenBackIsGoneAtOnce() throws SQLException {
        try (BiLogin login = BiLogin.of(database, "ONE")) {
            assertThat(login.texts(NUMBERS)).hasSize(1);
            jdbc.sql("delete from hub.bi_grant where role_name = ?::name")
                    .param(login.name)
                    .update();

            assertThat(login.texts(NUMBERS)).isEmpty();
        }
    }

    @Test
    void whoIsNoMemberMayNotEvenAsk() throws SQLException {
        try (BiLogin stranger = BiLogin.stranger(database)) {
            refused(() -> stranger.texts(NUMBERS));
        }
    }

    @Test
    void anotherRoleOfTheSameLoginShowsNothingMore() throws SQLException {
        for (String role : List.of("esteira_bi", two.name)) {
            one.execute("set role " + role);
            try {
                assertThat(one.texts(NUMBERS)).containsExactly("1-SEEN");
            } finally {
                one.execute("reset role");
            }
        }
        refused(() -> one.execute("set session authorization " + two.name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select number from hub.production_order",
                "select code from hub.bi_company",
                "select * from hub.bi_grant",
                "insert into hub.bi_grant (role_name, company_id) select session_user, 2",
                "select hub.mapped_code(1::smallint, 'UNIT', 'csw', 'hub', 'UN', current_date)",
                "insert into bi.dim_company (company) values ('X')",
                "update bi.fact_production_order set quantity = 0",
                "delete from bi.fact_production_order",
                "truncate hub.production_order",
                "create table bi.mine (x int)",
                "create or replace view bi.dim_company as select 1",
                "create or replace view hub.bi_company as select 1",
                "alter view bi.fact_production_order set (security_barrier = false)",
                "copy bi.dim_company to program 'cat'"
            })
    void onlyReadingOfTheViewsIsAllowed(String sql) {
        refused(() -> one.execute(sql));
    }

    @Test
    void tablesAndFunctionsOfItsOwnStandInForNone() throws SQLException {
        one.execute("create temp table bi_grant (role_name name, company_id smallint)");
        one.execute(
                "create temp table bi_company as select 2::smallint as id, 'TWO'::text as code, 'x'::text as name, 'UTC'::text as zone");
        one.execute("create temp table company as select * from bi_company");
        one.execute("create function pg_temp.namene(name, name) returns boolean language sql as 'select true'");
        one.execute("insert into bi_grant values (session_user, 2)");
        one.execute("set search_path = pg_temp, hub, bi, public");

        assertThat(one.texts("select order_number from fact_production_order")).containsExactly("1-SEEN");
        assertThat(one.texts("select company from dim_company")).containsExactly("ONE");

        one.execute("discard temp");
        one.execute("reset search_path");
    }

    /** Its own function, which tells what it is given, is so cheap that a planner would like to call it first. */
    private static void writeLeak(BiLogin login) throws SQLException {
        login.execute("""
                create or replace function pg_temp.leak(told text) returns boolean language plpgsql cost 0.0000001 as
                $$ begin raise notice '%', told; return true; end $$""");
    }

    @Test
    void aConditionOfItsOwnIsNotAskedOfHiddenRows() throws SQLException {
        // given
        jdbc.sql("create schema open_house").update();
        jdbc.sql("""
                create view open_house.orders as
                select o.number as order_number from hub.production_order o
                where (select c.code from hub.company c where c.id = o.company_id) = 'ONE'""").update();
        jdbc.sql("grant usage on schema open_house to esteira_bi").update();
        jdbc.sql("grant select on open_house.orders to esteira_bi").update();
        writeLeak(one);

        // then: the attack works on a plain view, and not on those of bi
        assertThat(one.notices("select * from open_house.orders where pg_temp.leak(order_number)"))
                .contains("2-HIDDEN");
        assertThat(one.notices("select * from bi.fact_production_order where pg_temp.leak(order_number)"))
                .contains("1-SEEN")
                .doesNotContain("2-HIDDEN");
        assertThat(one.notices("""
                select count(*) from bi.fact_order_step s join bi.fact_production_order o on o.order_key = s.order_key and pg_temp.leak(o.order_number)
                where exists (select from bi.dim_item i where i.item_key = o.item_key and pg_temp.leak(i.company))""")).isNotEmpty().doesNotContain("2-HIDDEN", "TWO");
    }

    @Test
    void errorsDoNotTellOfHiddenRows() throws SQLException {
        // 20 is the hidden order's quantity, 10 the own one's.
        assertThat(one.texts("select order_number from bi.fact_production_order where 1 / (quantity - 20) < 0"))
                .containsExactly("1-SEEN");
        assertThatThrownBy(() ->
                        one.texts("select order_number from bi.fact_production_order where 1 / (quantity - 10) < 0"))
                .hasMessageContaining("zero");
    }

    @Test
    void statisticsOfHiddenRowsAreNotReadable() throws SQLException {
        jdbc.sql("analyze hub.production_order").update();

        assertThat(one.texts("select attname from pg_stats where schemaname in ('hub', 'bi')"))
                .isEmpty();
    }
}
