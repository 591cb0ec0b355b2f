@NullMarked
package io.imagesearch.operator.kafka;

import org.jspecify.annotations.NullMarked;
