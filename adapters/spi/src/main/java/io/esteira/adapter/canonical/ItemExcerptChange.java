package io.esteira.adapter.canonical;

/**
 * What a source tells of an item where it does not know it whole: neither what it is called nor in which unit it is counted. There what the
 * hub knows already stays; a new item is called by its code.
 *
 * @param code the code that people use
 */
public record ItemExcerptChange(Ref ref, String code, ItemChange.Kind kind, boolean active)
        implements CanonicalChange {}
