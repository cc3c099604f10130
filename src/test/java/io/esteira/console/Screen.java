package io.esteira.console;

/** What people look at the console on, in CSS pixels. */
enum Screen {
    PHONE(390, 844),
    DESKTOP(1440, 900);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
