package io.esteira.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.parquet.ParquetColumn;
import io.esteira.parquet.ParquetRows;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketStoreTest {

    private static final LakeWriter.Partition MAY = new LakeWriter.Partition("curated", "A/B", "posting", "2026-05");
    private static final String PLACE = "plant/esteira/curated/company=A%2FB/entity=posting/month=2026-05/";
    private static final List<ParquetColumn> COLUMNS = List.of(new ParquetColumn("code", ParquetColumn.Kind.TEXT));

    private FakeBucket bucket;
    private BucketStore store;

    @BeforeEach
    void begin() throws IOException {
        bucket = new FakeBucket();
        store = new BucketStore(new LakeProperties.Bucket(
                "plant", "esteira/", bucket.endpoint(), "sa-east-1", "the-key", "the-secret"));
    }

    @AfterEach
    void end() {
        store.close();
        bucket.close();
    }

    @Test
    void filesAreObjectsThatAreSigned() throws IOException {
        long rows = new LakeWriter(store, Clock.systemUTC())
                .write(MAY, LakeWriter.WHOLE, COLUMNS, to -> to.accept(new Object[] {"X"}));

        assertThat(rows).isEqualTo(1);
        assertThat(bucket.objects).containsOnlyKeys(PLACE + "part-0.parquet", PLACE + "_SUCCESS");
        assertThat(ParquetRows.read(Objects.requireNonNull(bucket.objects.get(PLACE + "part-0.parquet"))))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("code", "X"));
        assertThat(bucket.signatures).allSatisfy(signature -> assertThat(signature)
                .startsWith("AWS4-HMAC-SHA256 Credential=the-key/")
                .contains("/sa-east-1/s3/")
                .doesNotContain("the-secret"));
    }

    @Test
    void aMonthWithoutRowsIsTakenAway() throws IOException {
        LakeWriter writer = new LakeWriter(store, Clock.systemUTC());
        writer.write(MAY, LakeWriter.WHOLE, COLUMNS, to -> to.accept(new Object[] {"X"}));

        writer.write(MAY, LakeWriter.WHOLE, COLUMNS, to -> {});

        assertThat(bucket.objects).isEmpty();
    }

    @Test
    void aRefusalIsAnError() {
        bucket.status = 403;

        assertThatThrownBy(() -> new LakeWriter(store, Clock.systemUTC())
                        .write(MAY, LakeWriter.WHOLE, COLUMNS, to -> to.accept(new Object[] {"X"})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("part-0.parquet");
    }
}
