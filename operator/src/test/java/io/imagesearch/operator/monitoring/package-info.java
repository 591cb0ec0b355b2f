/** Alerts and dashboards of the chart. */
@NullMarked
package io.imagesearch.operator.monitoring;

import org.jspecify.annotations.NullMarked;
