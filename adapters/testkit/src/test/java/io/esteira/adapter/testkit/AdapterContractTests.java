package io.esteira.adapter.testkit;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceReader;
import java.util.List;

/** The contract can be kept: the smallest source keeps it. */
class AdapterContractTests extends AdapterContract {

    private final ListSource source =
            new ListSource().with("001", "Corte").with("002", "Costura").with("010", "Acabamento");

    @Override
    protected List<? extends SourceReader> readers() {
        return List.of(source);
    }

    @Override
    protected List<? extends CanonicalMapper> mappers() {
        return List.of(source);
    }

    @Override
    protected Row rowWithLeadingZeros() {
        return new Row("MATRIZ", "phases", "001");
    }

    @Override
    protected Row addPoison() {
        source.with("005", " ");
        return new Row("MATRIZ", "phases", "005");
    }

    @Override
    protected void takeSourceAway() {
        source.away = true;
    }
}
