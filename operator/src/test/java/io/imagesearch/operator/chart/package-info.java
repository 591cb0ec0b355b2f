@NullMarked
package io.imagesearch.operator.chart;

import org.jspecify.annotations.NullMarked;
