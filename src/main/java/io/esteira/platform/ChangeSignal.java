package io.esteira.platform;

/** Told after a commit that changed canonical rows, so that those who wait for changes look now. Returns soon; called by {@link ChangeSignals}. */
public interface ChangeSignal {

    void changed();
}
