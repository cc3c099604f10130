package io.esteira.delivery;

import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignal;
import io.esteira.platform.Traces;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** This node's workers, one per target; woken by each commit. */
@Component
class DeliveryWorkers implements ChangeSignal, DisposableBean {

    private final ObjectProvider<DeliveryStore> store;
    private final DeliveryTargets targets;
    private final DeliveryProperties properties;
    private final Alerts alerts;
    private final DeliveryAlerts watch;
    private final DeliveryMeters meters;
    private final Traces traces;
    private volatile Map<String, DeliveryWorker> workers = Map.of();

    /** The store is looked up late: it signals commits, and so knows the workers. */
    DeliveryWorkers(
            ObjectProvider<DeliveryStore> store,
            DeliveryTargets targets,
            DeliveryProperties properties,
            Alerts alerts,
            DeliveryAlerts watch,
            DeliveryMeters meters,
            Traces traces) {
        targets.longestCalls().forEach(properties::leaseOutlasts);
        this.store = store;
        this.targets = targets;
        this.properties = properties;
        this.alerts = alerts;
        this.watch = watch;
        this.meters = meters;
        this.traces = traces;
    }

    /** By target; made when first asked for. */
    synchronized Map<String, DeliveryWorker> all() {
        if (workers.isEmpty()) {
            workers = targets.sources().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Function.identity(),
                            source -> new DeliveryWorker(
                                    source, targets, store.getObject(), properties, alerts, watch, meters, traces)));
        }
        return workers;
    }

    @Override
    public void changed() {
        workers.values().forEach(DeliveryWorker::wake);
    }

    @Override
    public void destroy() {
        workers.values().forEach(DeliveryWorker::stop);
    }
}
