package io.esteira.platform;

/** Told after a commit that changed canonical rows, so that those who wait for changes look now. Must not block or throw. */
public interface ChangeSignal {

    void changed();
}
