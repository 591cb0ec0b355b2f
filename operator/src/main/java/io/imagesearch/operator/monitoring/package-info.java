/** What Prometheus reads, where its operator is there. Pure. */
@NullMarked
package io.imagesearch.operator.monitoring;

import org.jspecify.annotations.NullMarked;
