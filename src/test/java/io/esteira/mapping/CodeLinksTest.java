package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.Hub;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodeLinksTest {

    private final MappingDatabase database = new MappingDatabase();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aMappedCodeLeadsToTheItemFromTheMomentItIsSaved() {
        long item = database.addItem("A", "protheus");

        database.save(item("7", "A"));

        assertThat(database.linked("7")).contains(item);
    }

    @Test
    void anItemThatComesInLaterIsLinkedThen() {
        // Given
        database.save(item("7", "A"));
        assertThat(database.linked("7")).isEmpty();

        // When
        long item = database.addItem("A", "protheus");
        int linked = database.hub.get(CodeLinks.class).link();

        // Then
        assertThat(linked).isOne();
        assertThat(database.linked("7")).contains(item);
        assertThat(database.hub.get(CodeLinks.class).link()).isZero();
    }

    @Test
    void anItemOfThatCodeThatTheOtherSourceDoesNotKnowIsNotMeant() {
        database.addItem("A", "csw");

        database.save(item("7", "A"));

        assertThat(database.linked("7")).isEmpty();
    }

    @Test
    void aMappingHoldsOnItsDaysAndItsSuccessorAfterIt() {
        // Given
        long first = database.addItem("A", "protheus");
        long second = database.addItem("B", "protheus");
        database.save(item("7", "A", null, "2026-05-31"));
        database.save(item("7", "B", "2026-06-01", null));
        assertThat(database.linked("7")).contains(first);

        // When
        try (Hub later = database.hubOn("2026-06-01")) {
            later.get(CodeLinks.class).link();
        }

        // Then
        assertThat(database.linked("7")).contains(second);
    }

    @Test
    void whatIsMendedOrRemovedLeadsElsewhereOrNowhere() {
        // Given
        database.addItem("A", "protheus");
        long other = database.addItem("B", "protheus");
        var saved = database.save(item("7", "A"));

        // When
        database.mappings.save(database.it, "MATRIZ", saved.publicId(), item("7", "B"));

        // Then
        assertThat(database.linked("7")).contains(other);

        // And when
        database.mappings.remove(database.it, saved.publicId());

        // Then
        assertThat(database.linked("7")).isEmpty();
    }

    @Test
    void aKeyOfTheSourcesOwnStaysAsItIs() {
        // Given
        long own = database.addItem("7", "mqtt");
        database.jdbc
                .sql(
                        "insert into hub.source_ref (company_id, entity, source, key, id) values (?, 'item', 'mqtt', '7', ?)")
                .params(database.matriz.id(), own)
                .update();
        database.addItem("A", "protheus");

        // When
        database.save(item("7", "A"));

        // Then
        assertThat(database.linked("7")).contains(own);
    }

    @Test
    void aSuccessorThatIsSavedAfterItsDayHasComeTakesTheKeyAtOnce() {
        // Given
        database.addItem("A", "protheus");
        long second = database.addItem("B", "protheus");
        database.save(item("7", "A", null, "2026-05-31"));

        // When
        try (Hub later = database.hubOn("2026-06-02")) {
            later.get(CodeMappings.class).save(database.it, "MATRIZ", null, item("7", "B", "2026-06-01", null));
        }

        // Then
        assertThat(database.linked("7")).contains(second);
    }

    @Test
    void nodesThatLookAtTheSameTimeLinkEachCodeOnce() throws Exception {
        // Given
        int codes = 300;
        IntStream.range(0, codes).forEach(n -> database.save(item("7-" + n, "A")));
        long item = database.addItem("A", "protheus");

        // When
        int linked = 0;
        try (Hub other = database.hubOn("2026-05-20");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> looks = Stream.of(database.hub, other, database.hub, other)
                    .map(node -> node.get(CodeLinks.class))
                    .<Callable<Integer>>map(links -> links::link)
                    .toList();
            for (Future<Integer> look : threads.invokeAll(looks)) {
                linked += look.get();
            }
        }

        // Then
        assertThat(linked).isEqualTo(codes);
        assertThat(database.count("hub.source_ref where mapping_id is not null and id = " + item))
                .isEqualTo(codes);
    }
}
