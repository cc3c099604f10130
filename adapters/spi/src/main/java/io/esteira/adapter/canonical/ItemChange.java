package io.esteira.adapter.canonical;

import org.jspecify.annotations.Nullable;

/**
 * An item: a style, a product made of it, a component or a material.
 *
 * @param code the code that people use
 * @param style the style that a product belongs to; null for others
 * @param size the size's code; null where items have none
 * @param color the colour's code; null where items have none
 * @param unit unit of measure as the source writes it; null when unknown
 */
public record ItemChange(
        Ref ref,
        String code,
        String description,
        Kind kind,
        @Nullable Ref style,
        @Nullable String size,
        @Nullable String color,
        @Nullable String unit,
        boolean active)
        implements CanonicalChange {

    /** What an item is to the plant. */
    public enum Kind {
        STYLE,
        PRODUCT,
        COMPONENT,
        MATERIAL
    }
}
