package io.esteira.telemetry;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;

/** By what a source and the hub know a machine. */
record EquipmentKey(Company company, String source, String code) {

    static EquipmentKey of(CounterReading reading, Companies companies) {
        return new EquipmentKey(companies.get(reading.company()), reading.source(), reading.equipment());
    }
}
