@NullMarked
package io.esteira.adapter.mqtt;

import org.jspecify.annotations.NullMarked;
