@NullMarked
package io.imagesearch.operator.cluster;

import org.jspecify.annotations.NullMarked;
