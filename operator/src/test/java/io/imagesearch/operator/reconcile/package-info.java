@NullMarked
package io.imagesearch.operator.reconcile;

import org.jspecify.annotations.NullMarked;
