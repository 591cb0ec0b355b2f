/** The operator's process: settings, leadership, health and metrics. */
@NullMarked
package io.imagesearch.operator.process;

import org.jspecify.annotations.NullMarked;
